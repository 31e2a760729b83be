package io.nokube.monitor.status;

import java.util.List;
import java.util.Locale;

/// Why an image cannot be pulled, from what container runtimes and registries say about it. Pure.
final class PullDiagnosis {
    private static final List<String> ARCHITECTURE = List.of(
            "no match for platform", "no matching manifest", "no image found in manifest list for architecture");
    private static final List<String> LIMITED = List.of("toomanyrequests", "too many requests", "rate limit");
    private static final List<String> NOT_FOUND =
            List.of("not found", "manifest unknown", "name unknown", "name_unknown", "does not exist");
    private static final List<String> DENIED = List.of(
            "unauthorized", "denied", "forbidden", "authentication required", "authorization failed", "no basic auth");

    private PullDiagnosis() {}

    /// @param detail what the kubelet says, in whatever case
    static Finding of(String image, String why, String detail) {
        String text = detail.toLowerCase(Locale.ROOT);
        if (why.equals("InvalidImageName")) {
            return new Finding(Reason.IMAGE_NOT_FOUND, "The image's name " + image + " is not valid.");
        }
        if (contains(text, ARCHITECTURE)) {
            return new Finding(
                    Reason.WRONG_ARCHITECTURE,
                    "The image " + image + " was not built for the architecture of the cluster's nodes.");
        }
        if (contains(text, LIMITED)) {
            return new Finding(Reason.IMAGE_PULL_LIMITED, "The registry refuses more pulls of " + image + " for now.");
        }
        // Many registries deny what does not exist, so what is said about both counts as denied.
        if (contains(text, DENIED)) {
            return new Finding(Reason.IMAGE_PULL_DENIED, "The registry does not let the cluster pull " + image + ".");
        }
        if (contains(text, NOT_FOUND)) {
            return new Finding(Reason.IMAGE_NOT_FOUND, "The image " + image + " does not exist.");
        }
        return new Finding(
                Reason.IMAGE_PULL_FAILED, Sentences.withDetail("The image " + image + " cannot be pulled", detail));
    }

    private static boolean contains(String text, List<String> signs) {
        return signs.stream().anyMatch(text::contains);
    }
}
