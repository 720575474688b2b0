# What routes are set to in production stands beside them, such as in routes/health/health.prod.properties.
environment = "prod"
region      = "eu-central-1"

protect_data       = true
log_retention_days = 365

# Who is told. Each address has to confirm the mail that AWS sends.
alarm_emails = []

monthly_budget = 200
