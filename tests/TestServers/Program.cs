using System.Runtime.InteropServices;
using Platform.AppHost.Local;

// Starts one PostgreSQL and one RabbitMQ for a whole test run and writes their addresses as shell assignments into the
// file of the second argument; ends them with itself (SIGTERM, SIGINT). ./test calls it.
if (args is not [var folder, var file])
{
    await Console.Error.WriteLineAsync("Usage: Platform.TestServers FOLDER ENVIRONMENT-FILE");
    return 2;
}

var ended = new TaskCompletionSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);

await using var postgres = await LocalPostgres.StartAsync(folder);
await using var rabbit = await LocalRabbitMq.StartAsync(folder, new LocalRabbitMqOptions { Statistics = true });
var unfinished = file + ".part";
await File.WriteAllTextAsync(unfinished, $"""
    export TEST_POSTGRES='{postgres.ConnectionString}'
    export TEST_RABBITMQ='{rabbit.ConnectionString}'
    export TEST_RABBITMQ_MANAGEMENT='{WithAccount(rabbit)}'

    """);
File.Move(unfinished, file, overwrite: true);
await ended.Task;
return 0;

void End(PosixSignalContext context)
{
    context.Cancel = true;
    ended.TrySetResult();
}

static string WithAccount(LocalRabbitMq rabbit) =>
    new UriBuilder(rabbit.ManagementAddress) { UserName = rabbit.UserName, Password = rabbit.Password }.Uri.ToString();
