"""What a command says when it ends."""

DONE = 0
FINDINGS = 1
USAGE = 2
NOT_FOUND = 3
DENIED = 4
FAILED = 70

EXIT_CODES = {
    DONE: "Kommandoen ble utført.",
    FINDINGS: "Datasettet kan ikke leses eller har funn av graden stopp, og er ikke lastet.",
    USAGE: "Kommandoen er skrevet feil.",
    NOT_FOUND: "Tallet, oppstillingen, versjonen eller filen finnes ikke.",
    DENIED: "Rollen har ikke rett til dette.",
    FAILED: "Noe gikk galt i programmet. Årsaken står i loggen.",
}
