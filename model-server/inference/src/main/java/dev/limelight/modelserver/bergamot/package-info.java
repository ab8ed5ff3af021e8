/**
 * Reads the files of Marian models as Bergamot and Firefox use them: binary weights of 8 bits, the
 * lexical shortlist, settings. Plain Java; knows neither graphs nor tokenizers.
 */
@NullMarked
package dev.limelight.modelserver.bergamot;

import org.jspecify.annotations.NullMarked;
