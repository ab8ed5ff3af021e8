package dev.limelight.pipeline.cli.option;

import dev.limelight.pipeline.translate.route.TranslationModels;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names the languages of pivots. */
public final class PivotsOption {

    @Option(
            names = "--pivots",
            paramLabel = "LANG,LANG",
            description = {
                "Languages to go through where no model is for a pair; '' for none.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String pivots = TranslationModels.DEFAULT_PIVOTS;

    /**
     * The languages, in the order in which they are tried.
     *
     * @throws UsageException if one is no language
     */
    public List<String> languages() {
        try {
            return TranslationModels.pivots(pivots);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--pivots %s, expected %s"
                            .formatted(pivots, TranslationModels.PIVOTS_EXPECTED));
        }
    }
}
