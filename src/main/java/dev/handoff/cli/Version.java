package dev.handoff.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven built. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        // Quarkus writes it into the manifest when it packages; classes that run unpackaged have none.
        var version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return new String[] {"handoff " + version.orElse("(not packaged)")};
    }
}
