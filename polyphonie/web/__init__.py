"""The pages, by place. A view loads through doors, calls one command, shows one page or fragment."""
