package dev.dromedary.plan;

import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.steps.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What a mapping document makes {@code records:map} call: its lookups and its secrets. */
final class MappingNeeds {

    private MappingNeeds() {}

    static void add(EndpointUse use, Needs needs) {
        String name = use.option("mapping").orElse("");
        Path file = Path.of(needs.settings().resolve("{{dromedary.routes}}")).resolve(name);
        if (name.isBlank() || !Files.isRegularFile(file)) {
            needs.finding(
                    use.step(), "There is no mapping \"" + name + "\" in the routes folder; name one that is there.");
            return;
        }
        try {
            String text = Files.readString(file);
            Collection<LookupSource> lookups =
                    Mapping.lookups(name, JsonText.parse(name, text)).values();
            lookups.forEach(lookup -> table(use, lookup, needs));
            // The rest is read once a run, not for each batch, which is what the step is visited for.
            needs.leave();
            lookups.forEach(lookup -> object(use, lookup, needs));
            needs.settings().secrets(text).forEach(secret -> SecretPlaces.add(use.step(), secret, needs));
        } catch (IllegalArgumentException e) {
            needs.finding(use.step(), e.getMessage());
        } catch (IOException e) {
            needs.finding(use.step(), "The mapping " + name + " can't be read.");
        }
    }

    private static void table(EndpointUse use, LookupSource lookup, Needs needs) {
        lookup.table()
                .flatMap(table -> needs.named(use.step(), table, ResourceKind.TABLE))
                .ifPresent(table -> needs.allow("BatchGetItems", table.arn(), List.of("dynamodb:BatchGetItem")));
    }

    private static void object(EndpointUse use, LookupSource lookup, Needs needs) {
        lookup.object().ifPresent(object -> needs.named(use.step(), object.bucket(), ResourceKind.BUCKET)
                .ifPresent(bucket -> {
                    KeyPattern key = KeyPattern.of(needs.settings().resolve(object.key()));
                    needs.allow("ReadObjects", bucket.arn() + "/" + key.resource(), List.of("s3:GetObject"));
                    needs.used().prefix(bucket, key.prefix());
                    needs.allowListing(bucket, key.resource());
                }));
    }
}
