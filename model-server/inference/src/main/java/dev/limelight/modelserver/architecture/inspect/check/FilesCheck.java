package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.architecture.folder.ModelFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files that are there by name only: a repository that was cloned without its large files. */
final class FilesCheck implements BundleCheck {

    private static final String HELP =
            "run 'git lfs pull' there, or fetch the model with 'limelight models pull ORG/NAME'";

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        List<Path> files = bundle.files();
        List<String> problems =
                files.stream().flatMap(file -> problem(bundle, file).stream()).toList();
        return new Report(files.size() + " files", problems);
    }

    private static Optional<String> problem(ModelFiles bundle, Path file) {
        Path name = bundle.folder().relativize(file);
        OptionalLong pointed = ModelFiles.pointed(file);
        if (pointed.isPresent()) {
            return Optional.of(
                    "%s is a Git LFS pointer, expected the file of %d octets that it stands for; %s"
                            .formatted(name, pointed.getAsLong(), HELP));
        }
        return file.toFile().length() == 0
                ? Optional.of(name + " is empty, expected some content; fetch it again")
                : Optional.empty();
    }
}
