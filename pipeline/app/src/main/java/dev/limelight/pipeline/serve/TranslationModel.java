package dev.limelight.pipeline.serve;

import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.translate.route.TranslationBundle;

/**
 * A loaded model that translates.
 *
 * @param bundle what it reads and writes
 * @param client its owner closes it
 */
record TranslationModel(TranslationBundle bundle, Seq2SeqClient client) {}
