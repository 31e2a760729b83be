package io.nokube.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.nokube.testkit.HouseRules;

@AnalyzeClasses(packages = "io.nokube.build", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule WHAT_HAPPENS_TO_A_BUILD_IS_PURE = classes()
            .that()
            .resideInAnyPackage("io.nokube.build", "io.nokube.build.source")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify..", "io.nokube.names", "io.nokube.build", "io.nokube.build.source")
            .because("every order of events can then be tried without a database and without GitHub");

    @ArchTest
    static final ArchRule WHAT_HAPPENS_TO_A_BUILD_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("io.nokube.build", "io.nokube.build.source", "io.nokube.build.view")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .because("the time is an argument");

    @ArchTest
    static final ArchRule ROWS_STAY_WITH_THEIR_TABLE = classes()
            .that()
            .haveSimpleNameEndingWith("Row")
            .should()
            .notHaveModifier(JavaModifier.PUBLIC)
            .because("a table can then change without anybody else");

    @ArchTest
    static final ArchRule GITHUBS_JSON_STAYS_IN_ITS_PACKAGE = classes()
            .that()
            .haveNameMatching(".*\\.github\\.(GitHubApi|Requests|Reply|RunJson)(\\$.*)?")
            .should()
            .notHaveModifier(JavaModifier.PUBLIC)
            .because("nobody gets around the limits and the classification of answers");

    @ArchTest
    static final ArchRule WORKERS_SPEAK_TO_THE_PORT = noClasses()
            .that()
            .resideInAnyPackage("io.nokube.build.dispatch", "io.nokube.build.follow", "io.nokube.build.store")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("RestGitHub")
            .because("a fake can take its place");

    @ArchTest
    static final ArchRule RESOURCES_ASK_NO_REPOSITORY = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository")
            .because("resources parse and map; use cases decide who may see what");
}
