package dev.dromedary.desk.library;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Lets the desk find the classes of added libraries: Camel asks the thread's loader for components. */
public final class LibraryLoader {

    private LibraryLoader() {}

    /**
     * A loader of these libraries, and of all that the desk has.
     *
     * @param parent the desk's loader, whose classes win as those of functions do
     */
    public static URLClassLoader of(AddedLibraries added, ClassLoader parent) {
        List<URL> files = new ArrayList<>();
        for (AddedLibraries.Library library : added.libraries()) {
            try {
                files.add(library.file().toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("A file's path is an address: " + library.file(), e);
            }
        }
        return new URLClassLoader("libraries", files.toArray(URL[]::new), parent);
    }
}
