package dev.dromedary.function.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the classes of a function: those of {@code function.jar} from the jar itself, and all else as a {@link URLClassLoader} does.
 * That one makes a URL of each class, looks at the manifest for each package, and asks whether somebody has signed it, mostly in code that
 * is not compiled yet; nothing of that tells of the classes of our own jar. Two threads may load classes at the same time.
 */
final class FunctionClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** What the assembly calls the jar that has all classes. */
    private static final String JAR = "function.jar";

    private final ZipFile jar;
    private final ProtectionDomain domain;

    private FunctionClassLoader(URL[] urls, ClassLoader parent, URL place, ZipFile jar) {
        super(urls, parent);
        this.jar = jar;
        domain = new ProtectionDomain(new CodeSource(place, (CodeSigner[]) null), null, this, null);
    }

    /**
     * Loads what another one would.
     *
     * @param other the runtime's; its parent has the classes of the runtime itself, and goes before
     * @return a new one; the other itself if {@code function.jar} is not among its jars
     * @throws IOException if the jar can't be read
     */
    static ClassLoader of(URLClassLoader other) throws IOException {
        for (URL url : other.getURLs()) {
            // Of a path with a blank or so the runtime's loads them as well.
            if (url.getPath().endsWith("/" + JAR) && Files.isRegularFile(Path.of(url.getPath()))) {
                return new FunctionClassLoader(other.getURLs(), other.getParent(), url, new ZipFile(url.getPath()));
            }
        }
        return other;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ZipEntry entry = jar.getEntry(name.replace('.', '/').concat(".class"));
        if (entry == null) {
            return super.findClass(name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
        super.close();
    }
}
