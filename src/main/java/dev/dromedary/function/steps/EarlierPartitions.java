package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The objects of partitions that versions of an input have left. A version with other partitions deletes those of the ones before,
 * which no key tells. The ledger remembers them from before they become visible, so that none is forgotten whatever fails; and which
 * partitions have changed since a run has completed, as one that fails before its end has told nobody.
 */
final class EarlierPartitions {

    private static final String NAME = "partitions";
    private static final String CHANGED = "changed partitions";
    /** No key has it. */
    private static final String SEPARATOR = "\u0000";

    private final Optional<Claim> claim;
    private final Outputs outputs;
    private final Set<String> changed = new TreeSet<>();

    EarlierPartitions(Optional<Claim> claim, Outputs outputs) {
        this.claim = claim;
        this.outputs = outputs;
    }

    /**
     * The names of the partitions in which objects were written or deleted, by this run or by earlier ones of which none has
     * completed since; in alphabetical order.
     */
    List<String> changed() {
        return List.copyOf(changed);
    }

    /** Remembers what is about to become visible, beside what may be. To be called before it does. */
    void remember() {
        Set<String> own = own();
        if (claim.isPresent() && !own.isEmpty()) {
            Set<String> all = new TreeSet<>(known());
            all.addAll(own);
            remember(all);
        }
        change(own);
    }

    /** Notes the partitions of objects that are about to change, beside those of runs that have told nobody. */
    private void change(Set<String> objects) {
        Set<String> names = new TreeSet<>(changed);
        objects.stream()
                .map(PartitionName::above)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        String completion = claim.flatMap(Claim::lastCompletion).orElse("");
        claim.flatMap(held -> held.rememberedLasting(CHANGED))
                .map(EarlierPartitions::unpacked)
                .filter(noted -> noted.get(0).equals(completion))
                .ifPresent(noted -> names.addAll(noted.subList(1, noted.size())));
        if (claim.isPresent() && !names.equals(changed)) {
            List<String> noted = new ArrayList<>(List.of(completion));
            noted.addAll(names);
            remember(CHANGED, noted);
        }
        changed.addAll(names);
    }

    /** Deletes what is not this version's. To be called when that is visible, or there is nothing of it. */
    void deleteOthers(boolean ownAreVisible) {
        Set<String> known = known();
        Set<String> kept = ownAreVisible ? own() : Set.of();
        Set<String> others = new TreeSet<>(known);
        others.removeAll(kept);
        change(others);
        if (known.isEmpty()) {
            return;
        }
        others.forEach(object -> {
            int slash = object.indexOf('/');
            outputs.delete(object.substring(0, slash), object.substring(slash + 1));
        });
        remember(kept);
    }

    private Set<String> own() {
        Set<String> own = new TreeSet<>();
        outputs.all().forEach(output -> output.partitions().ifPresent(parted -> parted.files()
                .forEach(file ->
                        own.add(output.options().bucket() + "/" + file.upload().key()))));
        return own;
    }

    private Set<String> known() {
        return claim.flatMap(held -> held.rememberedLasting(NAME))
                .map(text -> (Set<String>) new TreeSet<>(unpacked(text)))
                .orElse(Set.of());
    }

    private void remember(Set<String> objects) {
        remember(NAME, objects);
    }

    private void remember(String name, Collection<String> texts) {
        try {
            claim.orElseThrow().rememberLasting(name, texts.isEmpty() ? null : packed(texts));
        } catch (IllegalArgumentException e) {
            throw new UnrepeatableException(
                    "The ledger can't remember the keys of " + texts.size()
                            + " partitions; part by columns of fewer values, or give the outputs shorter keys",
                    e);
        }
    }

    /** Keys of one output are much alike: ten bytes each, rather than a hundred. */
    private static String packed(Collection<String> texts) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(String.join(SEPARATOR, texts).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array takes all bytes", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static List<String> unpacked(String text) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return new ArrayList<>(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(SEPARATOR, -1)));
        } catch (IOException e) {
            throw new UncheckedIOException("What the ledger has remembered can't be read", e);
        }
    }
}
