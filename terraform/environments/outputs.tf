output "deployed" {
  description = "What is deployed, and what to do next: how to upload and invoke, the dashboard, what has to be filled in."
  value       = module.dromedary
}
