package org.attentionworkbench.cli.shell;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the manifest of its jar. */
public final class Version implements IVersionProvider {

    /** For picocli. */
    public Version() {}

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "attention " + (version == null ? "(not packaged)" : version) + " on Java " + Runtime.version()
        };
    }
}
