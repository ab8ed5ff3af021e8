package dev.limelight.modelserver.hub;

import java.io.IOException;

/** What the hub's refusals mean for a person. It says why in {@code X-Error-Code}. */
final class Refusals {

    private Refusals() {}

    static HubException of(HubHttp.Answer answer, HubSettings settings, String address)
            throws IOException {
        int status = answer.status();
        String code = answer.header("X-Error-Code").orElse("");
        String said = answer.header("X-Error-Message").orElse("");
        String found = "%s answered %d %s".formatted(address, status, said).strip();
        return new HubException(found + "; " + advice(status, code, settings));
    }

    private static String advice(int status, String code, HubSettings settings) {
        boolean hasToken = settings.token() != null;
        return switch (code) {
            case "GatedRepo" ->
                    "the repository is gated: accept its conditions on its page at %s, and set HF_TOKEN"
                                    .formatted(settings.endpoint())
                            + " to a token of the account that did";
            case "RevisionNotFound" ->
                    "there is no such revision; expected a branch, tag or commit";
            case "EntryNotFound" -> "the file is gone from that revision";
            case "RepoNotFound" -> noAccess(hasToken);
            default -> byStatus(status, hasToken);
        };
    }

    /** The hub answers 401 for what does not exist, too. */
    private static String byStatus(int status, boolean hasToken) {
        return switch (status) {
            case 401, 404 -> noAccess(hasToken);
            case 403 -> "the token may not read it; expected one with read access (HF_TOKEN)";
            default -> "expected the file or the list of files; check HF_ENDPOINT";
        };
    }

    private static String noAccess(boolean hasToken) {
        return "there is no such repository, or it is private; check the name"
                + (hasToken ? " and that HF_TOKEN is valid" : ", or set HF_TOKEN");
    }
}
