package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.markup.HtmlPage;
import dev.limelight.modelserver.markup.HtmlRun;
import dev.limelight.modelserver.markup.Woven;
import dev.limelight.modelserver.server.work.Translated;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A page of HTML; its runs with letters are translated. */
record HtmlPassage(HtmlPage page) implements Passage {

    @Override
    public List<String> texts() {
        return page.runs().stream().filter(HtmlPassage::isProse).map(HtmlRun::text).toList();
    }

    @Override
    public String with(List<Translated> translations) {
        Iterator<Translated> left = translations.iterator();
        List<Woven> woven = new ArrayList<>();
        for (HtmlRun run : page.runs()) {
            woven.add(isProse(run) ? woven(run, left.next()) : run.itself());
        }
        return page.with(woven);
    }

    private static Woven woven(HtmlRun run, Translated translation) {
        return run.weave(translation.text(), translation.words());
    }

    private static boolean isProse(HtmlRun run) {
        return !run.isKept() && Passage.isProse(run.text());
    }
}
