package dev.dromedary.desk.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/**
 * Where Maven would look for libraries, and how: what {@code settings.xml} says of mirrors, proxies, credentials, repositories
 * and the local repository.
 *
 * @see <a href="https://maven.apache.org/settings.html">Settings of Maven</a>
 */
final class MavenSession {

    /** As {@link dev.dromedary.desk.repository} says it to users: a repository to ask in place of Maven Central. */
    private static final String INSTEAD = "DROMEDARY_REPOSITORY";

    private static final String CENTRAL = "https://repo.maven.apache.org/maven2";
    private static final int CONNECTING_MILLISECONDS = 10_000;
    private static final int ANSWERING_MILLISECONDS = 60_000;

    private final Settings settings;
    private final Map<String, String> environment;

    /**
     * As settings say it.
     *
     * @param home of the user, with {@code .m2}, which need not be there
     * @param environment of the process
     * @throws LibraryException if the settings can't be read
     */
    MavenSession(Path home, Map<String, String> environment) {
        this.environment = environment;
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(home.resolve(".m2/settings.xml").toFile());
        Optional.ofNullable(environment.get("MAVEN_HOME"))
                .ifPresent(maven -> request.setGlobalSettingsFile(
                        Path.of(maven, "conf", "settings.xml").toFile()));
        request.setSystemProperties(System.getProperties());
        try {
            settings = new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new LibraryException("Maven's settings can't be read: "
                    + e.getMessage()
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElse(e.getMessage())
                            .strip());
        }
        if (settings.getLocalRepository() == null) {
            settings.setLocalRepository(home.resolve(".m2/repository").toString());
        }
    }

    /** A session for one resolution. */
    DefaultRepositorySystemSession open(RepositorySystem system) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        // Profiles of other people's POMs ask for java.version.
        session.setSystemProperties(System.getProperties());
        // What a library needs is told in its POM: one that can't be read would lose it without a word.
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(true, false));
        session.setOffline(settings.isOffline());
        session.setConfigProperty(ConfigurationProperties.CONNECT_TIMEOUT, CONNECTING_MILLISECONDS);
        session.setConfigProperty(ConfigurationProperties.REQUEST_TIMEOUT, ANSWERING_MILLISECONDS);
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        for (Mirror each : settings.getMirrors()) {
            mirrors.add(
                    each.getId(),
                    each.getUrl(),
                    each.getLayout(),
                    false,
                    each.isBlocked(),
                    each.getMirrorOf(),
                    each.getMirrorOfLayouts());
        }
        session.setMirrorSelector(mirrors);
        SettingsDecryptionResult decrypted = decrypter().decrypt(new DefaultSettingsDecryptionRequest(settings));
        DefaultProxySelector proxies = new DefaultProxySelector();
        for (Proxy each : decrypted.getProxies()) {
            if (each.isActive()) {
                proxies.add(
                        new org.eclipse.aether.repository.Proxy(
                                each.getProtocol(),
                                each.getHost(),
                                each.getPort(),
                                new AuthenticationBuilder()
                                        .addUsername(each.getUsername())
                                        .addPassword(each.getPassword())
                                        .build()),
                        each.getNonProxyHosts());
            }
        }
        session.setProxySelector(proxies);
        DefaultAuthenticationSelector credentials = new DefaultAuthenticationSelector();
        for (Server each : decrypted.getServers()) {
            credentials.add(
                    each.getId(),
                    new AuthenticationBuilder()
                            .addUsername(each.getUsername())
                            .addPassword(each.getPassword())
                            .addPrivateKey(each.getPrivateKey(), each.getPassphrase())
                            .build());
        }
        session.setAuthenticationSelector(credentials);
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(
                session, new LocalRepository(System.getProperty("maven.repo.local", settings.getLocalRepository()))));
        return session;
    }

    /** Those that settings name, and Maven Central. */
    List<RemoteRepository> repositories(RepositorySystem system, DefaultRepositorySystemSession session) {
        List<RemoteRepository> repositories = new ArrayList<>();
        for (Profile profile : settings.getProfiles()) {
            boolean active = settings.getActiveProfiles().contains(profile.getId())
                    || profile.getActivation() != null
                            && profile.getActivation().isActiveByDefault();
            if (active) {
                for (Repository each : profile.getRepositories()) {
                    repositories.add(
                            new RemoteRepository.Builder(each.getId(), each.getLayout(), each.getUrl()).build());
                }
            }
        }
        if (repositories.stream().noneMatch(each -> each.getId().equals("central"))) {
            String central = environment.getOrDefault(INSTEAD, "");
            repositories.add(
                    new RemoteRepository.Builder("central", "default", central.isBlank() ? CENTRAL : central).build());
        }
        return system.newResolutionRepositories(session, repositories);
    }

    private static DefaultSettingsDecrypter decrypter() {
        DefaultSecDispatcher dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
        dispatcher.setConfigurationFile("~/.m2/settings-security.xml");
        return new DefaultSettingsDecrypter(dispatcher);
    }
}
