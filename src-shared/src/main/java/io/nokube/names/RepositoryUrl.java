package io.nokube.names;

import java.util.Locale;
import java.util.regex.Pattern;

/// A GitHub repository: `https://<host>/<owner>/<repo>` on the one host that is configured, and nothing else.
///
/// It is parsed, never fetched. A trailing `.git` is accepted and dropped, since that is what GitHub's clone button
/// copies.
public record RepositoryUrl(String host, String owner, String repository) {
    public static final String PUBLIC_HOST = "github.com";
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /// Parses `url`, which must be on `host`.
    ///
    /// @throws InvalidNameException with the form to write, where it is anything else
    public static RepositoryUrl parse(String url, String host) {
        String prefix = "https://" + host + "/";
        if (!url.toLowerCase(Locale.ROOT).startsWith(prefix)) {
            throw new InvalidNameException(rule(host));
        }
        String[] parts = url.substring(prefix.length()).split("/", -1);
        if (parts.length != 2) {
            throw new InvalidNameException(rule(host));
        }
        String repository = withoutGitSuffix(parts[1]);
        boolean named = OWNER.matcher(parts[0]).matches()
                && REPOSITORY.matcher(repository).matches()
                && !repository.equals(".")
                && !repository.equals("..");
        if (!named) {
            throw new InvalidNameException(rule(host));
        }
        return new RepositoryUrl(host, parts[0], repository);
    }

    /// The sentence for a URL that is refused.
    public static String rule(String host) {
        return "must be https://" + host + "/<owner>/<repo>";
    }

    /// `owner/repo`, as GitHub's API and the workflow's inputs name it.
    public String fullName() {
        return owner + "/" + repository;
    }

    @Override
    public String toString() {
        return "https://" + host + "/" + fullName();
    }

    private static String withoutGitSuffix(String name) {
        return name.endsWith(".git") ? name.substring(0, name.length() - ".git".length()) : name;
    }
}
