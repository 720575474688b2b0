Here are statistics over one file of readings, how often a reading was out of range and why, and the readings that lie furthest out.
Persons have pseudonyms.

<data>
${body?replace("<", "\\u003c")?replace(">", "\\u003e")}
</data>

Units: heart_rate in beats a minute, spo2 in percent, temp_c in degrees Celsius, systolic_bp and diastolic_bp in mmHg, steps since
midnight. What do the care team have to know, and what should they do?
