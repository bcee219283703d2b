"""Population: people who could live in a neighbourhood, made from its published figures."""
