"""Main: `python -m weisim` opens the command line."""

from weisim.cli.main import main

if __name__ == "__main__":
    main()
