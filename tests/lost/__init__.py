"""Nothing that was acknowledged is lost: kills, double sends, cut streams, replays, drafts."""
