"""What hears Slack. Each listener makes an act of a payload, stores it and wakes its work; then Slack is answered."""
