/**
 * What NoKube's services say about a field, about a deploy before it is made and about what they refuse, in French. `{}` stands for what the
 * message names; the French has it by its place, `{0}` first. A test compares them with the services' sources.
 */
export const rulesInFrench: Record<string, string> = {
  // About any field.
  'is required': 'est obligatoire',
  'is not valid': 'n’est pas valide',
  'is not a field of this request': 'n’est pas un champ de cette requête',
  'is not known: there are no parameters here': 'est inconnu : il n’y a pas de paramètres ici',
  'is not known; there are {}': 'est inconnu ; il y a {0}',
  'must be given once': 'ne doit être donné qu’une fois',
  'must be true or false': 'doit être true ou false',
  'must be a whole number': 'doit être un nombre entier',
  'must be a text': 'doit être un texte',
  'must be an object': 'doit être un objet',
  'must be one of the documented words': 'doit être l’un des mots documentés',
  'must be a whole number from 0 to {}': 'doit être un nombre entier de 0 à {0}',
  'must be a whole number from 1 to {}': 'doit être un nombre entier de 1 à {0}',
  'must be a number of lines from 1 to {}': 'doit être un nombre de lignes de 1 à {0}',
  'must be from {} to {}': 'doit être compris entre {0} et {1}',
  'must be at most 8': 'doit être au plus 8',
  'must be at most 50': 'doit être au plus 50',
  'must be at least min_replicas, which is {}': 'doit être au moins égal à min_replicas, qui vaut {0}',
  'must be at least {}, which is {}': 'doit être au moins égal à {0}, qui vaut {1}',
  'must be one of {}': 'doit être l’un de : {0}',
  'must have at most {} characters': 'doit avoir au plus {0} caractères',
  'must have at most {} entries': 'doit avoir au plus {0} entrées',
  'must have at most 100 entries': 'doit avoir au plus 100 entrées',
  'must hold only texts of at most {} characters': 'ne doit contenir que des textes d’au plus {0} caractères',
  'must not be empty': 'ne doit pas être vide',
  'must not repeat one': 'ne doit pas répéter un élément',
  'must name at least one': 'doit en nommer au moins un',
  'must not contain control characters': 'ne doit pas contenir de caractères de contrôle',
  'must not contain a NUL character': 'ne doit pas contenir de caractère NUL',
  'must not contain the character NUL': 'ne doit pas contenir le caractère NUL',
  'must be text, without NUL characters': 'doit être du texte, sans caractère NUL',
  'must be the next_cursor of an earlier answer': 'doit être le next_cursor d’une réponse précédente',
  'must have 1 to 255 printable characters and no spaces': 'doit avoir de 1 à 255 caractères imprimables, sans espaces',

  // Accounts.
  'is taken': 'est déjà pris',
  'is not your password': 'n’est pas votre mot de passe',
  'is required, unless you have signed in within the last five minutes':
    'est obligatoire, sauf si vous vous êtes connecté dans les cinq dernières minutes',
  'is required where disabled is not given': 'est obligatoire si disabled n’est pas donné',
  'must be ["user"] or ["user", "admin"]': 'doit être ["user"] ou ["user", "admin"]',
  'must be 2 to 20 lower-case letters and digits, starting with a letter (no hyphen)':
    'doit avoir de 2 à 20 lettres minuscules et chiffres, et commencer par une lettre (sans tiret)',
  'must be an email address such as name@example.com': 'doit être une adresse e-mail telle que nom@example.com',
  'must have at least 12 characters': 'doit avoir au moins 12 caractères',
  'must have at most 72 bytes in UTF-8 (72 plain letters and digits)':
    'doit avoir au plus 72 octets en UTF-8 (72 lettres simples et chiffres)',
  'must say what the token is for': 'doit dire à quoi sert le jeton',

  // Projects and builds.
  'is the name of another of your projects': 'est le nom d’un autre de vos projets',
  'cannot be changed: it is part of the names of images and of the namespace; leave it out':
    'ne peut pas être changé : il fait partie des noms d’images et du namespace ; omettez-le',
  'must be 3 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen':
    'doit avoir de 3 à 40 lettres minuscules, chiffres et tirets, commencer par une lettre et ne pas finir par un tiret',
  'must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen':
    'doit avoir de 1 à 40 lettres minuscules, chiffres et tirets, commencer par une lettre et ne pas finir par un tiret',
  'must be the id of a project': 'doit être l’identifiant d’un projet',
  'must be https://{}/<owner>/<repo>': 'doit être https://{0}/<owner>/<repo>',
  'must be a git branch or tag name: at most 244 characters, no space, no control character and none of ~ ^ : ? * [ \\ .. @{ //, not starting with - or /, not ending with / . or .lock':
    'doit être un nom de branche ou de tag git : au plus 244 caractères, sans espace ni caractère de contrôle, sans ~ ^ : ? * [ \\ .. @{ //, sans - ni / au début, sans / . ni .lock à la fin',
  'must be a relative path inside the repository, of letters, digits and . _ - + @ / and spaces, with no .. in it and no - at the start':
    'doit être un chemin relatif dans le dépôt, fait de lettres, chiffres, . _ - + @ / et espaces, sans .. et sans - au début',
  'must be at most 128 letters, digits and . _ -, not starting with . or -':
    'doit avoir au plus 128 lettres, chiffres et . _ -, et ne pas commencer par . ou -',
  'must not be buildcache: the cache has it': 'ne doit pas être buildcache : le cache l’utilise',
  'must be linux/ and one of amd64, arm64, arm/v6, arm/v7, 386, ppc64le, s390x, riscv64':
    'doit être linux/ suivi de l’un de : amd64, arm64, arm/v6, arm/v7, 386, ppc64le, s390x, riscv64',
  'must be one where the image is built with buildpacks': 'doit être unique si l’image est construite avec des buildpacks',
  'is used only where has_dockerfile is false': 'n’est utilisé que si has_dockerfile vaut false',
  'must have a name of letters, digits and _, not starting with a digit':
    'doit avoir un nom fait de lettres, chiffres et _, qui ne commence pas par un chiffre',
  'must have at most 32 KiB; put a larger one into the repository': 'doit avoir au plus 32 KiB ; mettez-en un plus grand dans le dépôt',
  'must have at most 8 KiB together; write larger values into the repository':
    'ne doit pas dépasser 8 KiB en tout ; écrivez les valeurs plus grandes dans le dépôt',

  // Deployments.
  'cannot be used with storage_size: the volume can be mounted by one node at a time':
    'ne peut pas être utilisé avec storage_size : le volume ne peut être monté que par un nœud à la fois',
  'must be 1 (or 0) with storage_size: the volume can be mounted by one node at a time; more pods need a storage class whose volumes several nodes can mount (ReadWriteMany)':
    'doit être 1 (ou 0) avec storage_size : le volume ne peut être monté que par un nœud à la fois ; pour plus de pods il faut une classe de stockage dont les volumes peuvent être montés par plusieurs nœuds (ReadWriteMany)',
  'is required where storage_path is given': 'est obligatoire si storage_path est donné',
  'may be true only where an administrator says so; leave it out':
    'ne peut être true que si un administrateur le demande ; omettez-le',
  'may hold letters, digits and - . _ and may not begin with a digit':
    'peut contenir des lettres, des chiffres et - . _, et ne peut pas commencer par un chiffre',
  'must be a host name such as shop.example.com, in lower case, without scheme, port or path':
    'doit être un nom d’hôte tel que shop.example.com, en minuscules, sans schéma, port ni chemin',
  'must be a quantity above 0, such as {}': 'doit être une quantité supérieure à 0, telle que {0}',
  'must be a quantity of CPU above 0, such as 250m or 0.5': 'doit être une quantité de CPU supérieure à 0, telle que 250m ou 0.5',
  'must be a quantity of memory above 0, such as 256Mi or 1Gi': 'doit être une quantité de mémoire supérieure à 0, telle que 256Mi ou 1Gi',
  'must be a size above 0, such as 1Gi': 'doit être une taille supérieure à 0, telle que 1Gi',
  'must be an absolute path such as /data, without .. and without : and / at its end':
    'doit être un chemin absolu tel que /data, sans .., sans : et sans / à la fin',
  'must be an image reference such as ghcr.io/owner/name:tag or ghcr.io/owner/name@sha256:<64 hex digits>':
    'doit être une référence d’image telle que ghcr.io/owner/name:tag ou ghcr.io/owner/name@sha256:<64 chiffres hexadécimaux>',
  'must be none or internal for a worker, which serves nobody outside':
    'doit être none ou internal pour un worker, qui ne sert personne à l’extérieur',
  'needs exposure_type external': 'nécessite exposure_type external',
  'must be the name of a StorageClass': 'doit être le nom d’une StorageClass',
  'must be the name of a cert-manager ClusterIssuer': 'doit être le nom d’un ClusterIssuer de cert-manager',
  'must be the number of a revision': 'doit être le numéro d’une révision',
  'must be one of the revisions kept: {}': 'doit être l’une des révisions conservées : {0}',
  'must be your own name': 'doit être votre propre nom',
  'must begin with /': 'doit commencer par /',
  'cannot be followed: that container has ended': 'ne peut pas être suivi : ce conteneur est terminé',
  'must begin with / and hold only letters, digits and . _ ~ - between single slashes':
    'doit commencer par / et ne contenir que des lettres, des chiffres et . _ ~ - entre des barres obliques simples',

  // Before a deploy.
  'The host is another app\'s already, under the same path.': 'L’hôte est déjà celui d’une autre application, sous le même chemin.',
  'The image is named by a tag. Where nothing else changes, deploying restarts the pods, so that they pull what the tag points to by then.':
    'L’image est désignée par un tag. Si rien d’autre ne change, le déploiement redémarre les pods, pour qu’ils téléchargent ce que le tag désigne alors.',
  'The cluster measures no CPU use (metrics.k8s.io), so that nothing will be scaled.':
    'Le cluster ne mesure pas l’utilisation du CPU (metrics.k8s.io) : rien ne sera mis à l’échelle.',
  'There is no storage class {}, so that no volume will be made.': 'La classe de stockage {0} n’existe pas : aucun volume ne sera créé.',
  'The cluster does not know the Gateway API, so that the app will have no address outside.':
    'Le cluster ne connaît pas la Gateway API : l’application n’aura pas d’adresse à l’extérieur.',
  'No certificate issuer is configured; the ingress controller will show its own certificate.':
    'Aucun émetteur de certificats n’est configuré ; le contrôleur d’ingress présentera son propre certificat.',
  'The cluster does not know cert-manager, which would have the issuer {} make a certificate; the ingress controller will show its own.':
    'Le cluster ne connaît pas cert-manager, qui ferait créer un certificat par l’émetteur {0} ; le contrôleur d’ingress présentera le sien.',
  'There is no certificate issuer {}; the ingress controller will show its own certificate.':
    'L’émetteur de certificats {0} n’existe pas ; le contrôleur d’ingress présentera son propre certificat.',
  'The registry {} has no image {}.': 'Le registre {0} n’a pas d’image {1}.',
  'The registry {} does not show {} to the account of the pull secret: it does not exist, or the account may not read it.':
    'Le registre {0} ne montre pas {1} au compte du secret de téléchargement : l’image n’existe pas, ou le compte n’a pas le droit de la lire.',
  'The registry {} does not show {} without a sign-in: it does not exist, or it is private and the pull secret says nothing about this registry.':
    'Le registre {0} ne montre pas {1} sans connexion : l’image n’existe pas, ou elle est privée et le secret de téléchargement ne dit rien de ce registre.',
  'The image was built for {}, and the cluster\'s nodes are {}.': 'L’image a été construite pour {0}, et les nœuds du cluster sont {1}.',
  'The project\'s quota of pods is {}, of which {} is left, and the app needs {} more. Not all of its pods will run.':
    'Le quota de pods du projet est de {0}, dont il reste {1}, et l’application en demande {2} de plus. Tous ses pods ne tourneront pas.',
  'The project\'s quota of CPU is {}, of which {} is left, and the app needs {} more. Not all of its pods will run.':
    'Le quota de CPU du projet est de {0}, dont il reste {1}, et l’application en demande {2} de plus. Tous ses pods ne tourneront pas.',
  'The project\'s quota of memory is {}, of which {} is left, and the app needs {} more. Not all of its pods will run.':
    'Le quota de mémoire du projet est de {0}, dont il reste {1}, et l’application en demande {2} de plus. Tous ses pods ne tourneront pas.',
  'The project\'s quota of storage is {}, of which {} is left, and the app needs {} more. Not all of its pods will run.':
    'Le quota de stockage du projet est de {0}, dont il reste {1}, et l’application en demande {2} de plus. Tous ses pods ne tourneront pas.',

  // Why a request was refused: its kind.
  'The request has invalid fields': 'La requête a des champs invalides',
  'The request cannot be read': 'La requête est illisible',
  'Sign in first': 'Connectez-vous d’abord',
  'The username or the password is wrong': 'Le nom d’utilisateur ou le mot de passe est faux',
  'You may not do this': 'Vous n’avez pas le droit de faire cela',
  'There is no such thing': 'Cela n’existe pas',
  'This path does not take this method': 'Ce chemin n’accepte pas cette méthode',
  'None of the accepted media types can be produced': 'Aucun des types de média acceptés ne peut être produit',
  'This is in the way of something that exists': 'Cela gêne quelque chose qui existe',
  'This was here and is no longer': 'Cela était ici et n’y est plus',
  'The request is too large': 'La requête est trop grande',
  'The address is too long': 'L’adresse est trop longue',
  'The body\'s media type is not understood': 'Le type de média du corps n’est pas compris',
  'The request cannot be carried out as it stands': 'La requête ne peut pas être exécutée telle quelle',
  'Too many requests': 'Trop de requêtes',
  'The request\'s headers are too large': 'Les en-têtes de la requête sont trop grands',
  'Something went wrong on our side': 'Quelque chose s’est mal passé de notre côté',
  'This is not available in this version': 'Cela n’est pas disponible dans cette version',
  'A service behind the gateway gave no usable answer': 'Un service derrière la passerelle n’a pas donné de réponse utilisable',
  'A service that this needs is not reachable just now': 'Un service nécessaire n’est pas joignable pour le moment',
  'A service behind the gateway took too long': 'Un service derrière la passerelle a mis trop de temps',

  // And the reason.
  'Check both. After ten failures you have to wait a while.': 'Vérifiez les deux. Après dix échecs, il faut attendre un moment.',
  'The service behind this path gave no usable answer. The request may have taken effect.':
    'Le service derrière ce chemin n’a pas donné de réponse utilisable. La requête a peut-être pris effet.',
  'The service behind this path did not answer in time. The request may still take effect.':
    'Le service derrière ce chemin n’a pas répondu à temps. La requête peut encore prendre effet.',
  'The service behind this path cannot be reached just now. Try again.':
    'Le service derrière ce chemin n’est pas joignable pour le moment. Réessayez.',
  'Who calls cannot be found out just now. Try again.': 'L’identité de l’appelant ne peut pas être vérifiée pour le moment. Réessayez.',
  'Too many people are signing in just now. Try again.': 'Trop de personnes se connectent en ce moment. Réessayez.',
  'Too many failed logins. Wait, then try again.': 'Trop de connexions échouées. Attendez, puis réessayez.',
  'Wait {} s, then go on more slowly.': 'Attendez {0} s, puis continuez plus lentement.',
  'Somebody has this {} already.': 'Quelqu’un l’a déjà : {0}.',
  'Nothing is known under this address, or it is not yours.': 'Rien n’est connu à cette adresse, ou ce n’est pas à vous.',
  'Nobody signs in with this provider here; see /api/v1/auth/options.':
    'Personne ne se connecte ici avec ce fournisseur ; voyez /api/v1/auth/options.',
  'Registration is closed here. Ask an administrator for an account.':
    'L’inscription est fermée ici. Demandez un compte à un administrateur.',
  'This account is disabled. Ask an administrator.': 'Ce compte est désactivé. Adressez-vous à un administrateur.',
  'The account of this token is no more.': 'Le compte de ce jeton n’existe plus.',
  'Another web site may not do this in a signed-in user\'s name.':
    'Un autre site web n’a pas le droit de faire cela au nom d’un utilisateur connecté.',
  'Sign in first, to the account that is to be linked.': 'Connectez-vous d’abord au compte à lier.',
  'This needs a role that you do not have.': 'Cela demande un rôle que vous n’avez pas.',
  'This is the last administrator. Make another one first.': 'C’est le dernier administrateur. Nommez-en d’abord un autre.',
  'You are the last administrator. Make another one first.': 'Vous êtes le dernier administrateur. Nommez-en d’abord un autre.',
  'You have {} tokens. Delete one that is not used.': 'Vous avez {0} jetons. Supprimez-en un qui ne sert pas.',
  'You have a token of this name. Choose another name or delete that one.':
    'Vous avez un jeton de ce nom. Choisissez un autre nom ou supprimez celui-là.',
  'A build of this project is not over yet. Cancel it or wait for its end first.':
    'Un build de ce projet n’est pas terminé. Annulez-le ou attendez d’abord sa fin.',
  'This build is not over yet. Cancel it first, or wait for its end.':
    'Ce build n’est pas terminé. Annulez-le d’abord, ou attendez sa fin.',
  'This build is over.': 'Ce build est terminé.',
  'This build is over: there is nothing to cancel.': 'Ce build est terminé : il n’y a rien à annuler.',
  'It is not known yet which run this build became.': 'On ne sait pas encore quelle exécution ce build est devenu.',
  'This log is no longer kept: it had to make room for newer ones. GitHub may still have it.':
    'Ce log n’est plus conservé : il a dû faire place à de plus récents. GitHub l’a peut-être encore.',
  'The autoscaler decides how many pods run. Deploy with other min_replicas and max_replicas, or without enable_autoscaling.':
    'L’autoscaler décide du nombre de pods. Déployez avec d’autres min_replicas et max_replicas, ou sans enable_autoscaling.',
  'The app\'s volume can be mounted by one node at a time, so only one pod can run.':
    'Le volume de l’application ne peut être monté que par un nœud à la fois : un seul pod peut tourner.',
  'The project\'s namespace is being deleted. Try again in a minute.':
    'Le namespace du projet est en cours de suppression. Réessayez dans une minute.',
  'The namespace {} is being deleted. Try again in a minute.':
    'Le namespace {0} est en cours de suppression. Réessayez dans une minute.',
  'The cluster does not accept it: {}': 'Le cluster ne l’accepte pas : {0}',
  'This Idempotency-Key was used for another request.': 'Cet Idempotency-Key a servi à une autre requête.',
  'This Idempotency-Key was used for another request within the last 24 hours.':
    'Cet Idempotency-Key a servi à une autre requête dans les dernières 24 heures.',
  'A body may have at most 1 MiB.': 'Un corps peut avoir au plus 1 MiB.',
};

const HOLE = '{}';

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

interface Rule {
  english: RegExp;
  french: string;
}

/** Those that name something. Each hole takes as little as it can, and never a line break. */
const rules: Rule[] = Object.entries(rulesInFrench)
  .filter(([english]) => english.includes(HOLE))
  .map(([english, french]) => ({
    english: new RegExp(`^${english.split(HOLE).map(escaped).join('(.+?)')}$`),
    french,
  }));

/** The French of it; null where that is not known. */
export function ruleInFrench(text: string): string | null {
  if (Object.hasOwn(rulesInFrench, text)) {
    return rulesInFrench[text] ?? null;
  }
  for (const { english, french } of rules) {
    const named = english.exec(text);
    if (named) {
      return french.replaceAll(/\{(\d)\}/g, (_, place: string) => named[Number(place) + 1] ?? '');
    }
  }
  return null;
}
