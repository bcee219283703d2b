"""Support: what a process manager decides, from one kind of help to a whole plan with its end."""
