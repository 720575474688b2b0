package dev.dromedary.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Exclusion;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;

/** desk/pom.xml names what pom.xml has in provided scope, in the same versions. */
class DeskPomTest {

    private static Model read(String file) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return new MavenXpp3Reader().read(in);
        } catch (XmlPullParserException e) {
            throw new IOException(file, e);
        }
    }

    private static String told(Dependency dependency) {
        List<String> exclusions = dependency.getExclusions().stream()
                .map(DeskPomTest::told)
                .sorted()
                .toList();
        return dependency.getManagementKey() + ":" + dependency.getVersion() + " without " + exclusions;
    }

    private static String told(Exclusion exclusion) {
        return exclusion.getGroupId() + ":" + exclusion.getArtifactId();
    }

    @Test
    void shouldNeedTheSame_whenTheCommandLineNeedsMore() throws IOException {
        Model dromedary = read("pom.xml");
        Model desk = read("desk/pom.xml");

        List<String> expected = dromedary.getDependencies().stream()
                .filter(each -> "provided".equals(each.getScope()))
                .map(DeskPomTest::told)
                .toList();
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(desk.getDependencies().get(0).getArtifactId()).isEqualTo("dromedary");
        assertThat(desk.getDependencies().get(0).getVersion()).isEqualTo("${project.version}");
        assertThat(desk.getDependencies().stream().skip(1).map(DeskPomTest::told))
                .containsExactlyElementsOf(expected);
        assertThat(desk.getDependencies()).allMatch(each -> each.getScope() == null);
        assertThat(desk.getDependencyManagement().getDependencies().stream().map(DeskPomTest::told))
                .containsExactlyElementsOf(dromedary.getDependencyManagement().getDependencies().stream()
                        .map(DeskPomTest::told)
                        .toList());
    }

    @Test
    void shouldHaveTheSameVersions_whenPropertiesHaveTheSameNames() throws IOException {
        Model dromedary = read("pom.xml");
        Model desk = read("desk/pom.xml");

        assertThat(desk.getVersion()).isEqualTo(dromedary.getVersion());
        assertThat(dromedary.getProperties()).containsAllEntriesOf(desk.getProperties());
    }

    @Test
    void shouldHaveWhatMavenCentralAsksFor_whenTheyAreReleased() throws IOException {
        // https://central.sonatype.org/publish/requirements/
        for (Model model : List.of(read("pom.xml"), read("desk/pom.xml"))) {
            assertThat(List.of(model.getName(), model.getDescription(), model.getUrl()))
                    .noneMatch(String::isBlank);
            assertThat(model.getLicenses()).singleElement().satisfies(licence -> {
                assertThat(licence.getName()).isEqualTo("Apache-2.0");
                assertThat(licence.getUrl()).startsWith("https://");
            });
            assertThat(model.getDevelopers()).singleElement().satisfies(developer -> assertThat(developer.getName())
                    .isNotBlank());
            assertThat(List.of(
                            model.getScm().getConnection(),
                            model.getScm().getDeveloperConnection(),
                            model.getScm().getUrl()))
                    .allMatch(address -> Pattern.matches("(scm:git:)?https://github.com/.*", address));
        }
    }
}
