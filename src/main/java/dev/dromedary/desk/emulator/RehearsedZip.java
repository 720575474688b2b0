package dev.dromedary.desk.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.dromedary.function.records.Sha256;
import dev.dromedary.plan.cost.Prices;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The built zip with what Lambda's own runtime has beside it, as a function of a custom runtime, which MiniStack starts by itself. */
final class RehearsedZip {

    /** AWS's runtime interface client, and what it needs. */
    private static final List<Class<?>> RUNTIME =
            List.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class);

    private static final List<String> NOT_DEPLOYED = List.of(".test.yaml", ".sample.json", Prices.FILE);

    private RehearsedZip() {}

    /**
     * Makes it.
     *
     * @param zip what {@code mvn package} has built
     * @param routes the folder that the plan was made from
     * @param target is overwritten
     * @return SHA-256 of what is in it: that of the zip itself tells its times, too
     * @throws EmulatorException if there is no zip, or it was built from other routes
     */
    static String make(Path zip, Path routes, Path target) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new EmulatorException(
                    "There is no " + zip + "; build it with dromedary package, or mvn package -DskipTests.");
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
        MessageDigest digest = Sha256.digest();
        digest.update(Files.readAllBytes(zip));
        try (FileSystem content = FileSystems.newFileSystem(target)) {
            requireRoutes(content.getPath("routes"), routes, zip);
            for (Class<?> each : RUNTIME) {
                Path jar = jar(each);
                write(content.getPath("runtime", jar.getFileName().toString()), Files.readAllBytes(jar), digest);
                if (each == AWSLambda.class) {
                    unpackLibraries(jar, content.getPath("runtime"), digest);
                }
            }
            try (InputStream bootstrap = RehearsedZip.class.getResourceAsStream("bootstrap")) {
                write(content.getPath("bootstrap"), bootstrap.readAllBytes(), digest);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Where the build has put the zip of a package, beside the ordinary one: {@code …-function-parquet.zip}. */
    static Path sibling(Path zip, String kind) {
        return zip.resolveSibling(zip.getFileName().toString().replaceFirst("(\\.zip)?$", "-" + kind + ".zip"));
    }

    private static Path jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The jar of " + type + " is at no path: " + source.getLocation(), e);
        }
    }

    /** The client unpacks its library to one place in /tmp, over that of another function which runs just now. */
    private static void unpackLibraries(Path jar, Path target, MessageDigest digest) throws IOException {
        try (FileSystem client = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                Stream<Path> libraries = Files.list(client.getPath("jni"))) {
            for (Path library : libraries.toList()) {
                write(target.resolve(library.getFileName().toString()), Files.readAllBytes(library), digest);
            }
        }
    }

    private static void write(Path file, byte[] content, MessageDigest digest) throws IOException {
        digest.update(content);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
    }

    private static void requireRoutes(Path built, Path routes, Path zip) throws IOException {
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = routes.relativize(file).toString();
                Path same = built.resolve(name);
                if (NOT_DEPLOYED.stream().noneMatch(name::endsWith)
                        && (!Files.isRegularFile(same) || Files.mismatch(file, same) >= 0)) {
                    throw new EmulatorException("The zip " + zip + " was built from other routes: " + file
                            + " is not as it was; build it with dromedary package, or mvn package -DskipTests.");
                }
            }
        }
    }
}
