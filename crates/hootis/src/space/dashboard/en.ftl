dashboard-title = Home
