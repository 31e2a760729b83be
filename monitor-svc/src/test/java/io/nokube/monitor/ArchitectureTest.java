package io.nokube.monitor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.testkit.HouseRules;

@AnalyzeClasses(packages = "io.nokube.monitor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE = {
        "io.nokube.monitor.app..",
        "io.nokube.monitor.desired..",
        "io.nokube.monitor.diff..",
        "io.nokube.monitor.observed..",
        "io.nokube.monitor.plan..",
        "io.nokube.monitor.revision..",
        "io.nokube.monitor.status.."
    };

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "java..",
                    "org.jspecify..",
                    "io.nokube.crd..",
                    "io.nokube.names..",
                    "io.fabric8.kubernetes.api..",
                    "io.fabric8.kubernetes.client", // CustomResource, the base of NoKubeApp
                    "com.fasterxml.jackson.."))
            .because("what should exist can then be tested without a cluster");

    @ArchTest
    static final ArchRule DECISIONS_HAVE_NO_CLIENT_AND_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .because("the time is an argument, and reading and writing are the shell's");

    @ArchTest
    static final ArchRule FEW_WRITE = noClasses()
            .that()
            .resideOutsideOfPackage("io.nokube.monitor.cluster..")
            .and()
            .haveNameNotMatching(".*\\.(PlanExecutor|TenantProvisioner|AppStore|Belongings|FirstAnswers)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ClusterWriter.class)
            .because("whoever looks for what changes the cluster looks in few places");

    private static String[] with(String... others) {
        String[] all = new String[PURE.length + others.length];
        System.arraycopy(PURE, 0, all, 0, PURE.length);
        System.arraycopy(others, 0, all, PURE.length, others.length);
        return all;
    }
}
