package dev.dromedary.plan;

import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.RoutesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a mapping document makes {@code records:map} call: its lookups and its secrets. */
final class MappingNeeds {

    private MappingNeeds() {}

    static void add(EndpointUse use, Needs needs) {
        String name = use.option("mapping").orElse("");
        List<Path> files = files(Path.of(needs.settings().resolve("{{dromedary.routes}}")), name);
        if (files.isEmpty()) {
            needs.finding(
                    use.step(), "There is no mapping \"" + name + "\" in the routes folder; name one that is there.");
            return;
        }
        try {
            Map<Path, Collection<LookupSource>> lookups = new LinkedHashMap<>();
            StringBuilder texts = new StringBuilder();
            for (Path file : files) {
                String text = Files.readString(file);
                texts.append(text).append('\n');
                lookups.put(
                        file, Mapping.lookups(name, JsonText.parse(name, text)).values());
            }
            lookups.values().forEach(each -> each.forEach(lookup -> table(use, lookup, needs)));
            // The rest is read once a run, not for each batch, which is what the step is visited for.
            needs.leave();
            lookups.values().forEach(each -> each.forEach(lookup -> object(use, lookup, needs)));
            needs.settings().secrets(texts.toString()).forEach(secret -> SecretPlaces.add(use.step(), secret, needs));
        } catch (IllegalArgumentException e) {
            needs.finding(use.step(), e.getMessage());
        } catch (IOException e) {
            needs.finding(use.step(), "The mapping " + name + " can't be read.");
        }
    }

    /** All that a message may choose between, where it does. */
    private static List<Path> files(Path routes, String name) {
        if (!RoutesFile.isChoice(name)) {
            return name.isBlank() || !Files.isRegularFile(routes.resolve(name))
                    ? List.of()
                    : List.of(routes.resolve(name));
        }
        try {
            Pattern choices = RoutesFile.choices(name);
            Path folder = routes.resolve(name.substring(0, name.lastIndexOf('/', name.indexOf("${")) + 1));
            try (Stream<Path> all = Files.list(folder)) {
                return all.filter(Files::isRegularFile)
                        .filter(file -> choices.matcher(
                                        routes.relativize(file).toString().replace('\\', '/'))
                                .matches())
                        .sorted()
                        .toList();
            }
        } catch (IllegalArgumentException | IOException e) {
            // check says what is wrong with the name.
            return List.of();
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
