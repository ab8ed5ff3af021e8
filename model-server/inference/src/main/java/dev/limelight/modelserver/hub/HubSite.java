package dev.limelight.modelserver.hub;

import dev.limelight.modelserver.hub.fetch.Site;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The Hugging Face hub as a site. It says why it refuses in {@code X-Error-Code}. */
record HubSite(HubSettings settings) implements Site {

    @Override
    public URI address() {
        return settings.endpoint();
    }

    @Override
    public @Nullable String token() {
        return settings.token();
    }

    @Override
    public String networkAdvice() {
        return "check the network, HF_ENDPOINT and proxy, or use --offline for what the cache has";
    }

    @Override
    public String folderVariable() {
        return "HF_HOME";
    }

    @Override
    public String advice(int status, String code) {
        return switch (code) {
            case "GatedRepo" ->
                    "the repository is gated: accept its conditions on its page at %s, and set HF_TOKEN"
                                    .formatted(settings.endpoint())
                            + " to a token of the account that did";
            case "RevisionNotFound" ->
                    "there is no such revision; expected a branch, tag or commit";
            case "EntryNotFound" -> "the file is gone from that revision";
            case "RepoNotFound" -> noAccess();
            default -> byStatus(status);
        };
    }

    /** The hub answers 401 for what does not exist, too. */
    private String byStatus(int status) {
        return switch (status) {
            case 401, 404 -> noAccess();
            case 403 -> "the token may not read it; expected one with read access (HF_TOKEN)";
            default -> "expected the file or the list of files; check HF_ENDPOINT";
        };
    }

    private String noAccess() {
        boolean hasToken = settings.token() != null;
        return "there is no such repository, or it is private; check the name"
                + (hasToken ? " and that HF_TOKEN is valid" : ", or set HF_TOKEN");
    }
}
