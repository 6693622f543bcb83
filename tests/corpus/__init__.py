"""Reports as offices send them: made-up figures in deliberately untidy files, each with its right reading."""
