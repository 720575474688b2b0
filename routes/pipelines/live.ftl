The sensor ${body.key} has left its bounds between ${body.start} and ${body.end}: ${body.count?c} readings from ${body.min?c} to ${body.max?c}, ${body.mean?c} on average.
