"""The pure half: ingredients as data, how words are compared, what makes two sheets alike."""
