/** What a plan costs by AWS's prices, and by what is assumed of volumes and speed. */
package dev.dromedary.plan.cost;
