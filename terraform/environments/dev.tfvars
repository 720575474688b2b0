environment = "dev"
region      = "eu-central-1"

# What is made to be thrown away can be.
protect_data       = false
log_retention_days = 14

thresholds = {
  model_cost = 1
}

monthly_budget = 25
