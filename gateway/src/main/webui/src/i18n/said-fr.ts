import { ruleInFrench } from './rules-fr';

/**
 * What NoKube's services say in English, in French. The API names the kind of a failure by a code, what to do about it
 * only in words, and each kind has many: so the English words are the key. A test compares them with those of the
 * services. What is not here is shown as it is said.
 */
export const saidInFrench: Record<string, string> = {
  // Why an app is not ready: docs/reasons.md.
  "Check that the host's name leads to this cluster and that the certificate issuer is there and ready; it is tried again by itself. Until then visitors get the ingress controller's own certificate.":
    'Vérifiez que le nom d’hôte mène à ce cluster et que l’émetteur de certificats existe et est prêt ; un nouvel essai a lieu tout seul. D’ici là, les visiteurs reçoivent le certificat du contrôleur d’ingress.',
  'Give the service another name, delete the object that is in the way, or put the annotation nokube.io/adopt: "true" on it to have it taken over.':
    'Donnez un autre nom au service, supprimez l’objet qui gêne, ou mettez-lui l’annotation nokube.io/adopt: "true" pour qu’il soit repris.',
  'Choose another custom_domain or custom_path (exposure.host, exposure.path).':
    'Choisissez un autre domaine ou un autre chemin (exposure.host, exposure.path).',
  'Correct what the message names and deploy again.': 'Corrigez ce que le message nomme, puis déployez à nouveau.',
  'The cluster itself could not do it; it is tried again by itself. If it stays, show the message to the operator of the cluster.':
    'Le cluster lui-même n’a pas pu le faire ; un nouvel essai a lieu tout seul. Si cela persiste, montrez le message à l’exploitant du cluster.',
  'It is tried again by itself. If it stays, tell the operator.': 'Un nouvel essai a lieu tout seul. Si cela persiste, prévenez l’exploitant.',
  "Check the image's name and tag, and that its build was pushed; then deploy again.":
    'Vérifiez le nom et le tag de l’image, et que son build a bien été poussé ; puis déployez à nouveau.',
  'Make the image public, or have the operator configure a pull secret that may read it.':
    'Rendez l’image publique, ou faites configurer par l’exploitant un secret qui peut la lire.',
  'The registry limits how often images are pulled. It is tried again by itself; a pull secret raises the limit.':
    'Le registre limite le nombre de téléchargements d’images. Un nouvel essai a lieu tout seul ; un secret de téléchargement relève la limite.',
  'Build the image for the architecture of the cluster\'s nodes, for example with platforms ["linux/amd64", "linux/arm64"].':
    'Construisez l’image pour l’architecture des nœuds du cluster, par exemple avec platforms ["linux/amd64", "linux/arm64"].',
  'Check that the image and its tag exist and that the cluster may pull it.':
    'Vérifiez que l’image et son tag existent et que le cluster a le droit de la télécharger.',
  'The image runs as root, which is not allowed. Add a line such as USER 1000 to its Dockerfile, or have an administrator deploy it with run_as_root.':
    'L’image s’exécute en tant que root, ce qui n’est pas permis. Ajoutez une ligne comme USER 1000 à son Dockerfile, ou faites-la déployer par un administrateur avec run_as_root.',
  "Create the Secret that the message names, or take it out of the app's secretRefs.":
    'Créez le Secret que le message nomme, ou retirez-le des secretRefs de l’application.',
  "Have the operator of the cluster bind monitor-svc to the ClusterRole nokube-tenant in this namespace, as k8s/README.md says, or take the Secrets out of the app's secretRefs.":
    'Faites lier monitor-svc au ClusterRole nokube-tenant dans ce namespace par l’exploitant du cluster, comme le dit k8s/README.md, ou retirez les Secrets des secretRefs de l’application.',
  "The program to start is not in the image. Check command and args, or the image's ENTRYPOINT.":
    'Le programme à démarrer n’est pas dans l’image. Vérifiez la commande et ses arguments, ou l’ENTRYPOINT de l’image.',
  'Raise the memory limit, or make the program use less.': 'Relevez la limite de mémoire, ou faites en sorte que le programme en utilise moins.',
  'Look at the logs of the pod: the program ends by itself.': 'Regardez les logs du pod : le programme s’arrête de lui-même.',
  'No volume could be made. Check that the storage class exists and can make a volume of this size.':
    'Aucun volume n’a pu être créé. Vérifiez que la classe de stockage existe et peut créer un volume de cette taille.',
  'The volume cannot be mounted where the pod runs; most often another node still holds it. It is tried again by itself.':
    'Le volume ne peut pas être monté là où tourne le pod ; le plus souvent, un autre nœud le tient encore. Un nouvel essai a lieu tout seul.',
  'Ask for less CPU or memory, run fewer replicas, or have nodes added to the cluster.':
    'Demandez moins de CPU ou de mémoire, moins de replicas, ou faites ajouter des nœuds au cluster.',
  'The node ran short of something. Ask for what the program really needs.':
    'Le nœud a manqué de ressources. Demandez ce dont le programme a réellement besoin.',
  'Ask for less CPU or memory, run fewer replicas, or have the quota raised.':
    'Demandez moins de CPU ou de mémoire, moins de replicas, ou faites relever le quota.',
  'The cluster does not accept the pods; the message says why.': 'Le cluster n’accepte pas les pods ; le message dit pourquoi.',
  'Check that the program listens on the container port and answers on the readiness path.':
    'Vérifiez que le programme écoute sur le port du conteneur et répond au chemin de disponibilité.',
  'Look at the logs and events of the pods, and deploy again or roll back.':
    'Regardez les logs et les événements des pods, puis déployez à nouveau ou revenez en arrière.',

  // Why a build failed: the run, its workflow and GitHub.
  'The run took longer than it may.': 'L’exécution a duré plus longtemps que permis.',
  "Make the build faster (a smaller context, cached layers), or raise timeout-minutes in the builds repository's workflow.":
    'Accélérez le build (contexte plus petit, couches en cache), ou relevez timeout-minutes dans le workflow du dépôt de builds.',
  'Start the build again; it is nothing in the repository.': 'Relancez le build ; le dépôt n’y est pour rien.',
  'The machine that ran the build went away.': 'La machine qui exécutait le build a disparu.',
  "Start the build again; where it happens often, look at the runner's memory and at its maintenance.":
    'Relancez le build ; si cela arrive souvent, regardez la mémoire du runner et sa maintenance.',
  "GitHub did not start the job because the account's Actions minutes or its spending limit are used up.":
    'GitHub n’a pas démarré le job car les minutes d’Actions du compte ou sa limite de dépenses sont épuisées.',
  'Look at Billing in the settings of the account that owns the builds repository, and raise the limit or wait for the next month.':
    'Regardez la facturation dans les réglages du compte à qui appartient le dépôt de builds, puis relevez la limite ou attendez le mois prochain.',
  'GitHub does not accept the workflow file of the builds repository.': 'GitHub n’accepte pas le fichier de workflow du dépôt de builds.',
  'Install k8s/workflow/build-image.yml again in the builds repository, on its default branch.':
    'Réinstallez k8s/workflow/build-image.yml dans le dépôt de builds, sur sa branche par défaut.',
  'The builds repository does not allow an action that the workflow uses.':
    'Le dépôt de builds n’autorise pas une action que le workflow utilise.',
  'Allow the actions that build-image.yml uses under Settings, Actions, General of the builds repository.':
    'Autorisez les actions que build-image.yml utilise, sous Settings, Actions, General du dépôt de builds.',
  'GitHub could not fetch an action that the workflow uses.': 'GitHub n’a pas pu récupérer une action que le workflow utilise.',
  'Start the build again; where it stays so, let the runner reach github.com and install k8s/workflow/build-image.yml again.':
    'Relancez le build ; si cela persiste, laissez le runner joindre github.com et réinstallez k8s/workflow/build-image.yml.',
  'The workflow refused an input of the build.': 'Le workflow a refusé une entrée du build.',
  'The excerpt names the input; install the build-image.yml of this version of NoKube, and check NOKUBE_REGISTRY there.':
    'L’extrait nomme l’entrée ; installez le build-image.yml de cette version de NoKube, et vérifiez-y NOKUBE_REGISTRY.',
  'The image was built, but the registry named no digest for it.': 'L’image a été construite, mais le registre n’en a pas donné le digest.',
  "Start the build again; where it stays so, look at the registry's status.": 'Relancez le build ; si cela persiste, regardez l’état du registre.',
  'GitHub did not start the job.': 'GitHub n’a pas démarré le job.',
  "Its page (run_url) says why: most often the account's Actions minutes or its spending limit are used up.":
    'Sa page sur GitHub dit pourquoi : le plus souvent, les minutes d’Actions du compte ou sa limite de dépenses sont épuisées.',
  'GitHub could not start the workflow.': 'GitHub n’a pas pu démarrer le workflow.',
  'Install k8s/workflow/build-image.yml again in the builds repository, and check that Actions are allowed there.':
    'Réinstallez k8s/workflow/build-image.yml dans le dépôt de builds, et vérifiez que les Actions y sont autorisées.',
  'GitHub waits for somebody to approve the run (ActionRequired).': 'GitHub attend que quelqu’un approuve l’exécution (ActionRequired).',
  'Let Actions run without approval in the builds repository.': 'Laissez les Actions s’exécuter sans approbation dans le dépôt de builds.',
  'GitHub gave the run up because nothing happened for two weeks (Stale).':
    'GitHub a abandonné l’exécution, car rien ne s’est passé pendant deux semaines (Stale).',
  'Check that a runner is there for the builds repository, then start the build again.':
    'Vérifiez qu’il y a un runner pour le dépôt de builds, puis relancez le build.',
  'The run ended without reporting an image (NoImage).': 'L’exécution s’est terminée sans annoncer d’image (NoImage).',
  'Install k8s/workflow/build-image.yml again in the builds repository: its last step reports the digest.':
    'Réinstallez k8s/workflow/build-image.yml dans le dépôt de builds : sa dernière étape annonce le digest.',
  'The run failed.': 'L’exécution a échoué.',
  "Look at the run's page on GitHub, under run_url.": 'Regardez la page de l’exécution sur GitHub.',
  'Somebody or something on GitHub ended the run before it was done.': 'Quelqu’un ou quelque chose sur GitHub a mis fin à l’exécution avant l’heure.',
  "Look at the run's page under run_url for who it was, then start the build again.":
    'Regardez sur la page de l’exécution qui c’était, puis relancez le build.',
  'GitHub accepted the build, but no run of it ever appeared.': 'GitHub a accepté le build, mais aucune exécution n’est jamais apparue.',
  'Look at the Actions page of the builds repository, and check that its workflow file sets run-name as NoKube ships it. Then start the build again.':
    'Regardez la page Actions du dépôt de builds, et vérifiez que son fichier de workflow donne run-name comme NoKube le livre. Puis relancez le build.',
  'GitHub no longer knows the run of this build.': 'GitHub ne connaît plus l’exécution de ce build.',
  "Somebody deleted it, or NoKube's token lost its access to the builds repository. Start the build again.":
    'Quelqu’un l’a supprimée, ou le jeton de NoKube a perdu l’accès au dépôt de builds. Relancez le build.',
  'GitHub could not be reached for so long that the build was given up.':
    'GitHub est resté injoignable si longtemps que le build a été abandonné.',
  "Look at githubstatus.com and at NoKube's readiness, then start the build again.":
    'Regardez githubstatus.com et l’état de NoKube, puis relancez le build.',
  "GitHub does not find NoKube's workflow.": 'GitHub ne trouve pas le workflow de NoKube.',
  'NOKUBE_GITHUB_TOKEN must be a valid token (or NOKUBE_GITHUB_APP_ID, _PRIVATE_KEY and _INSTALLATION_ID those of an App) that may write Actions of the repository NOKUBE_GITHUB_BUILDS_REPO.':
    'NOKUBE_GITHUB_TOKEN doit être un jeton valide (ou NOKUBE_GITHUB_APP_ID, _PRIVATE_KEY et _INSTALLATION_ID ceux d’une App) qui peut écrire les Actions du dépôt NOKUBE_GITHUB_BUILDS_REPO.',
  'Check NOKUBE_GITHUB_BUILDS_REPO and NOKUBE_GITHUB_WORKFLOW: the repository must hold k8s/workflow/build-image.yml on its default branch, and NOKUBE_GITHUB_TOKEN must be allowed to see it.':
    'Vérifiez NOKUBE_GITHUB_BUILDS_REPO et NOKUBE_GITHUB_WORKFLOW : le dépôt doit contenir k8s/workflow/build-image.yml sur sa branche par défaut, et NOKUBE_GITHUB_TOKEN doit avoir le droit de le voir.',
  'Check NOKUBE_GITHUB_REF, and install k8s/workflow/build-image.yml again in the repository NOKUBE_GITHUB_BUILDS_REPO: its inputs must be those of this version of NoKube.':
    'Vérifiez NOKUBE_GITHUB_REF, et réinstallez k8s/workflow/build-image.yml dans le dépôt NOKUBE_GITHUB_BUILDS_REPO : ses entrées doivent être celles de cette version de NoKube.',

  // Why a build failed: fetching the repository.
  'The repository has no such branch.': 'Le dépôt n’a pas cette branche.',
  'Check branch; it may have been renamed (master, main) or deleted after its merge.':
    'Vérifiez la branche ; elle a peut-être été renommée (master, main) ou supprimée après sa fusion.',
  'The workflow may not read the repository.': 'Le workflow n’a pas le droit de lire le dépôt.',
  'Give the builds repository a secret NOKUBE_CHECKOUT_TOKEN that can read the repository, or renew the one it has.':
    'Donnez au dépôt de builds un secret NOKUBE_CHECKOUT_TOKEN qui peut lire le dépôt, ou renouvelez celui qu’il a.',
  'The repository does not exist, or the workflow may not read it.': 'Le dépôt n’existe pas, ou le workflow n’a pas le droit de le lire.',
  'Check repository_url. A private repository needs a secret NOKUBE_CHECKOUT_TOKEN in the builds repository that can read it.':
    'Vérifiez l’adresse du dépôt. Un dépôt privé a besoin, dans le dépôt de builds, d’un secret NOKUBE_CHECKOUT_TOKEN qui peut le lire.',
  'GitHub broke off while the repository was fetched.': 'GitHub a coupé pendant que le dépôt était récupéré.',

  // Why a build failed: the image and its registry.
  'The repository has no directory at context_path.': 'Le dépôt n’a pas de dossier à l’endroit du contexte de build.',
  "Check context_path; it begins at the repository's root, as in services/api.":
    'Vérifiez le contexte de build ; il part de la racine du dépôt, comme dans services/api.',
  'There is no Dockerfile at the given path.': 'Il n’y a pas de Dockerfile au chemin donné.',
  "Check dockerfile_path, from the repository's root and in the right case; or set has_dockerfile to false to build without a Dockerfile.":
    'Vérifiez le chemin du Dockerfile, depuis la racine du dépôt et avec la bonne casse ; ou choisissez de construire sans Dockerfile.',
  'The registry of an image limits how often it may be asked.': 'Le registre d’une image limite le nombre de demandes.',
  'Wait an hour and start the build again, or take the base image from a registry without such a limit (mirror.gcr.io, ghcr.io, public.ecr.aws).':
    'Attendez une heure et relancez le build, ou prenez l’image de base d’un registre sans cette limite (mirror.gcr.io, ghcr.io, public.ecr.aws).',
  "The runner's disk is full.": 'Le disque du runner est plein.',
  'Make the image and the context smaller (.dockerignore, several stages), or use a larger runner for the builds repository.':
    'Réduisez l’image et le contexte (.dockerignore, plusieurs étapes), ou utilisez un plus grand runner pour le dépôt de builds.',
  'COPY or ADD names a file that is not in the build context.': 'COPY ou ADD nomme un fichier qui n’est pas dans le contexte de build.',
  'Check the path, which begins at context_path, and that .dockerignore and .gitignore do not leave the file out.':
    'Vérifiez le chemin, qui part du contexte de build, et que .dockerignore et .gitignore n’excluent pas le fichier.',
  'A base image does not exist for a platform that was asked for.': 'Une image de base n’existe pas pour une plateforme demandée.',
  'Take a base image that has it, or leave the platform out of platforms.':
    'Prenez une image de base qui l’a, ou retirez la plateforme de platforms.',
  'A base image of the Dockerfile does not exist or is not public.': 'Une image de base du Dockerfile n’existe pas ou n’est pas publique.',
  'Check the name and the tag after FROM (and COPY --from); the builder signs in nowhere, so base images must be public.':
    'Vérifiez le nom et le tag après FROM (et COPY --from) ; le builder ne se connecte nulle part, les images de base doivent donc être publiques.',
  'The Dockerfile has a mistake in it.': 'Le Dockerfile contient une erreur.',
  'The excerpt names the line; `docker build --check .` shows the same on your machine.':
    'L’extrait nomme la ligne ; `docker build --check .` montre la même chose sur votre machine.',
  'No buildpack recognises what is in the repository.': 'Aucun buildpack ne reconnaît ce que contient le dépôt.',
  'Check context_path: it must hold package.json, requirements.txt, pom.xml, go.mod or the like; or add a Dockerfile.':
    'Vérifiez le contexte de build : il doit contenir package.json, requirements.txt, pom.xml, go.mod ou semblable ; ou ajoutez un Dockerfile.',
  'A command of the build was killed because the memory was used up.': 'Une commande du build a été tuée car la mémoire était épuisée.',
  'Let it use less (fewer parallel jobs, NODE_OPTIONS=--max-old-space-size, MAVEN_OPTS=-Xmx), or use a larger runner for the builds repository.':
    'Faites-la consommer moins (moins de tâches parallèles, NODE_OPTIONS=--max-old-space-size, MAVEN_OPTS=-Xmx), ou utilisez un plus grand runner pour le dépôt de builds.',
  'The registry has no room left for the account.': 'Le registre n’a plus de place pour le compte.',
  'Delete old versions of packages or raise the storage limit of the account that images are pushed to.':
    'Supprimez d’anciennes versions de paquets, ou relevez la limite de stockage du compte où les images sont poussées.',
  'The registry does not accept the credentials of the builds repository.': 'Le registre n’accepte pas les identifiants du dépôt de builds.',
  "Renew the secret NOKUBE_REGISTRY_TOKEN (and the variable NOKUBE_REGISTRY_USER), or remove it so that the workflow's own token is used.":
    'Renouvelez le secret NOKUBE_REGISTRY_TOKEN (et la variable NOKUBE_REGISTRY_USER), ou supprimez-le pour que le jeton du workflow soit utilisé.',
  'The registry refused the image.': 'Le registre a refusé l’image.',
  'Give the workflow of the builds repository packages: write, and let that repository write the package where the package exists already (Package settings, Manage Actions access).':
    'Donnez packages: write au workflow du dépôt de builds, et laissez ce dépôt écrire le paquet s’il existe déjà (Package settings, Manage Actions access).',
  'The registry broke off while the image was pushed.': 'Le registre a coupé pendant que l’image était poussée.',
  'The registry of a base image did not answer.': 'Le registre d’une image de base n’a pas répondu.',
  'A command of the build failed.': 'Une commande du build a échoué.',
  'The excerpt shows the first error; build the same commit on your machine to find it.':
    'L’extrait montre la première erreur ; construisez le même commit sur votre machine pour la trouver.',

  // Why a build failed: the tools of the project.
  'Make the image and the context smaller (.dockerignore, several stages, caches removed in the same RUN), or use a larger runner for the builds repository.':
    'Réduisez l’image et le contexte (.dockerignore, plusieurs étapes, caches supprimés dans le même RUN), ou utilisez un plus grand runner pour le dépôt de builds.',
  'A command of the build used up its memory.': 'Une commande du build a épuisé sa mémoire.',
  'Raise its limit (NODE_OPTIONS=--max-old-space-size, MAVEN_OPTS=-Xmx) or let it do less at a time, or use a larger runner for the builds repository.':
    'Relevez sa limite (NODE_OPTIONS=--max-old-space-size, MAVEN_OPTS=-Xmx), faites-lui faire moins à la fois, ou utilisez un plus grand runner pour le dépôt de builds.',
  'Tests that run in the build fail.': 'Des tests exécutés pendant le build échouent.',
  'The excerpt shows which; mend them, or run tests before the image is built and not in the Dockerfile.':
    'L’extrait montre lesquels ; corrigez-les, ou lancez les tests avant de construire l’image et non dans le Dockerfile.',
  'The lock file of the Node.js project does not fit its package.json.':
    'Le fichier de verrouillage du projet Node.js ne correspond pas à son package.json.',
  "Run the package manager's install on your machine and commit the lock file together with package.json.":
    'Lancez l’installation du gestionnaire de paquets sur votre machine et validez le fichier de verrouillage avec package.json.',
  'npm found no versions of the dependencies that fit together.': 'npm n’a pas trouvé de versions des dépendances qui aillent ensemble.',
  'Run npm install on your machine, settle the conflict that the excerpt names and commit the lock file.':
    'Lancez npm install sur votre machine, réglez le conflit que l’extrait nomme et validez le fichier de verrouillage.',
  'A Node.js package does not exist in the registry or is not public.': 'Un paquet Node.js n’existe pas dans le registre ou n’est pas public.',
  "Check the package's name and version in package.json; a private one needs its own registry and token.":
    'Vérifiez le nom et la version du paquet dans package.json ; un paquet privé a besoin de son registre et de son jeton.',
  'package.json has no script of that name.': 'package.json n’a pas de script de ce nom.',
  'Add the script to package.json, or call one that is there in the Dockerfile.':
    'Ajoutez le script à package.json, ou appelez dans le Dockerfile un script qui existe.',
  'There is no package.json where the command looks for it.': 'Il n’y a pas de package.json là où la commande le cherche.',
  'Check context_path, WORKDIR and that package.json is copied before it is used.':
    'Vérifiez le contexte de build, WORKDIR, et que package.json est copié avant d’être utilisé.',
  'The TypeScript of the project does not compile.': 'Le TypeScript du projet ne compile pas.',
  'Mend what the excerpt names; `npx tsc --noEmit` shows the same on your machine.':
    'Corrigez ce que l’extrait nomme ; `npx tsc --noEmit` montre la même chose sur votre machine.',
  'A module that is imported was not found.': 'Un module importé n’a pas été trouvé.',
  "Check the import's spelling and case, and that the package is in dependencies and not only in devDependencies.":
    'Vérifiez l’orthographe et la casse de l’import, et que le paquet est dans dependencies et pas seulement dans devDependencies.',
  'pip found no fitting version of a Python package.': 'pip n’a pas trouvé de version convenable d’un paquet Python.',
  'Check the name and version in requirements.txt, and that the package supports the Python version of the base image.':
    'Vérifiez le nom et la version dans requirements.txt, et que le paquet accepte la version de Python de l’image de base.',
  'No versions of the Python packages fit together.': 'Aucune combinaison de versions des paquets Python ne convient.',
  'Loosen the versions that the excerpt names, and lock them again.':
    'Assouplissez les versions que l’extrait nomme, et verrouillez-les à nouveau.',
  'There is no requirements.txt where pip looks for it.': 'Il n’y a pas de requirements.txt là où pip le cherche.',
  'Check context_path, WORKDIR and that the file is copied before pip runs.':
    'Vérifiez le contexte de build, WORKDIR, et que le fichier est copié avant que pip ne soit lancé.',
  'The lock file of the Python project does not fit its pyproject.toml.':
    'Le fichier de verrouillage du projet Python ne correspond pas à son pyproject.toml.',
  'Run poetry lock (or uv lock) on your machine and commit the lock file.':
    'Lancez poetry lock (ou uv lock) sur votre machine et validez le fichier de verrouillage.',
  'A Python package had to be compiled, and that failed.': 'Un paquet Python devait être compilé, et cela a échoué.',
  'Install the compiler and headers that the excerpt asks for, or take a base image for which the package has a wheel (slim instead of alpine).':
    'Installez le compilateur et les en-têtes que l’extrait demande, ou prenez une image de base pour laquelle le paquet a un wheel (slim plutôt qu’alpine).',
  'The project does not compile.': 'Le projet ne compile pas.',
  'Mend what the excerpt names; the same command on your machine shows all of it.':
    'Corrigez ce que l’extrait nomme ; la même commande sur votre machine montre tout.',
  'A dependency of the project was not found.': 'Une dépendance du projet n’a pas été trouvée.',
  'Check its coordinates and repositories; a private repository needs its address and credentials in the build.':
    'Vérifiez ses coordonnées et ses dépôts ; un dépôt privé a besoin de son adresse et de ses identifiants dans le build.',
  'There is no Maven or Gradle project where the command looks for it.':
    'Il n’y a pas de projet Maven ou Gradle là où la commande le cherche.',
  'Check context_path, WORKDIR and that pom.xml or build.gradle is copied before it is used.':
    'Vérifiez le contexte de build, WORKDIR, et que pom.xml ou build.gradle est copié avant d’être utilisé.',
  'The base image has an older Java than the project needs.': 'L’image de base a un Java plus ancien que celui dont le projet a besoin.',
  "Take a base image with the project's Java version, or lower the version in its build file.":
    'Prenez une image de base avec la version de Java du projet, ou baissez la version dans son fichier de build.',
  'go.sum does not fit what the project imports.': 'go.sum ne correspond pas à ce que le projet importe.',
  'Run go mod tidy on your machine and commit go.mod and go.sum.': 'Lancez go mod tidy sur votre machine et validez go.mod et go.sum.',
  'A Go module was not found.': 'Un module Go n’a pas été trouvé.',
  'Check the import path, run go mod tidy and commit go.mod; a private module needs GOPRIVATE and a token.':
    'Vérifiez le chemin d’import, lancez go mod tidy et validez go.mod ; un module privé a besoin de GOPRIVATE et d’un jeton.',
  'The base image has an older language version than the project needs.':
    'L’image de base a une version du langage plus ancienne que celle dont le projet a besoin.',
  'Take a base image with the version that the excerpt names.': 'Prenez une image de base avec la version que l’extrait nomme.',
  'Cargo.lock does not fit Cargo.toml.': 'Cargo.lock ne correspond pas à Cargo.toml.',
  'Run cargo update on your machine and commit Cargo.lock.': 'Lancez cargo update sur votre machine et validez Cargo.lock.',
  'A crate was not found in a version that fits.': 'Une crate n’a pas été trouvée dans une version convenable.',
  'Check its name, version and features in Cargo.toml.': 'Vérifiez son nom, sa version et ses features dans Cargo.toml.',
  'dotnet did not find a package or the project file.': 'dotnet n’a pas trouvé un paquet ou le fichier de projet.',
  "Check the package's name and version, and that the project file is copied before dotnet runs.":
    'Vérifiez le nom et la version du paquet, et que le fichier de projet est copié avant que dotnet ne soit lancé.',
  'composer found no versions of the packages that fit together.': 'composer n’a pas trouvé de versions des paquets qui aillent ensemble.',
  'Run composer update on your machine and commit composer.lock; add PHP extensions that the excerpt asks for to the base image.':
    'Lancez composer update sur votre machine et validez composer.lock ; ajoutez à l’image de base les extensions PHP que l’extrait demande.',
  'bundler could not install the gems.': 'bundler n’a pas pu installer les gems.',
  'Run bundle install on your machine and commit Gemfile.lock; add the headers that a native gem needs to the base image.':
    'Lancez bundle install sur votre machine et validez Gemfile.lock ; ajoutez à l’image de base les en-têtes dont une gem native a besoin.',
  'A package of the operating system was not found.': 'Un paquet du système d’exploitation n’a pas été trouvé.',
  "Check its name for the base image's distribution, and run apt-get update in the same RUN.":
    'Vérifiez son nom pour la distribution de l’image de base, et lancez apt-get update dans le même RUN.',
  'A program that the Dockerfile calls is not there or may not be run.':
    'Un programme que le Dockerfile appelle n’existe pas ou ne peut pas être exécuté.',
  'Install it in this stage of the Dockerfile, or make the script executable (git update-index --chmod=+x) with Unix line ends.':
    'Installez-le dans cette étape du Dockerfile, ou rendez le script exécutable (git update-index --chmod=+x) avec des fins de ligne Unix.',
  'The build fetches from a git repository that it may not read.': 'Le build récupère un dépôt git qu’il n’a pas le droit de lire.',
  'Publish the dependency, or vendor it; the build gets no git credentials.':
    'Publiez la dépendance, ou incluez-la dans le dépôt ; le build ne reçoit pas d’identifiants git.',
  'The build could not reach something on the network.': 'Le build n’a pas pu joindre quelque chose sur le réseau.',
  'Start the build again; where it stays so, the excerpt names the address.':
    'Relancez le build ; si cela persiste, l’extrait nomme l’adresse.',
};

const STEP_FAILED = /^The step "(.*)" failed\.$/s;

/** The French of it; null where that is not known. */
export function inFrench(text: string): string | null {
  if (Object.hasOwn(saidInFrench, text)) {
    return saidInFrench[text] ?? null;
  }
  const [, step] = STEP_FAILED.exec(text) ?? [];
  return step === undefined ? ruleInFrench(text) : `L’étape « ${step} » a échoué.`;
}
