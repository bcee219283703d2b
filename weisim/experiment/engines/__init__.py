"""Engines: where runs are played: in this process, in several, or on a cluster; what comes out is the same."""
