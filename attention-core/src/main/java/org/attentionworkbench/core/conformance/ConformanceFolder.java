package org.attentionworkbench.core.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.text.UnusableFile;

/**
 * A folder of cases: a {@code manifest.json} of the format {@code attention-conformance/1} and one file per case.
 *
 * @param path the folder
 * @param title what its cases are
 * @param cases the cases in their order
 */
public record ConformanceFolder(Path path, String title, List<ConformanceCase> cases) {
    private static final String MANIFEST = "manifest.json";

    /** Copies the list. */
    public ConformanceFolder {
        cases = List.copyOf(cases);
    }

    /**
     * Reads a folder, or all folders in it.
     *
     * @param directory a folder with a {@code manifest.json}, or one that has such folders in it
     * @return the folder itself, or those in it by name
     * @throws InvalidInputException if there is no manifest, or one is malformed
     */
    public static List<ConformanceFolder> find(Path directory) {
        if (Files.isRegularFile(directory)) {
            throw new InvalidInputException(
                    directory + ": it is a file where a folder of cases, or a directory of such folders, is needed");
        }
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + ": there is no such directory");
        }
        if (Files.exists(directory.resolve(MANIFEST))) {
            return List.of(read(directory));
        }
        List<ConformanceFolder> folders = new ArrayList<>();
        for (Path each : subfolders(directory)) {
            if (Files.exists(each.resolve(MANIFEST))) {
                folders.add(read(each));
            }
        }
        if (folders.isEmpty()) {
            throw new InvalidInputException(
                    directory + ": there is no " + MANIFEST + " in it, nor in a directory in it");
        }
        return folders;
    }

    private static List<Path> subfolders(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException problem) {
            throw UnusableFile.because(directory, problem);
        }
    }

    private static ConformanceFolder read(Path directory) {
        return new ManifestReader(directory, directory.resolve(MANIFEST)).read();
    }
}
