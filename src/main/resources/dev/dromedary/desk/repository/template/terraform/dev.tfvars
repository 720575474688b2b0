environment = "dev"
region      = "eu-central-1"

# What is made to be thrown away can be.
protect_data = false
