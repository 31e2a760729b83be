package io.nokube.sandbox.github;

/// A repository as GitHub's API names it.
record RepositoryName(String owner, String name) {
    String full() {
        return owner + "/" + name;
    }

    boolean sameAs(RepositoryName other) {
        return full().equalsIgnoreCase(other.full());
    }
}
