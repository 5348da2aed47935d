"""What one search can say honestly: shares, waiting, comparisons and forecasts, each with its interval."""
