using Npgsql;
using RabbitMQ.Client;

namespace Platform.AppHost.Local.Tests;

public sealed class LocalServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postgres_keeps_committed_rows_when_it_is_killed()
    {
        using var folder = new TestFolder();
        await using (var postgres = await LocalPostgres.StartAsync(folder.Path, cancellationToken: Token))
        {
            await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync("readings", Token));
            await Execute(source, "create table reading(value int)");
            await Execute(source, "insert into reading values (42)");

            await postgres.KillAsync();
            // A server process of a connection that is open notices a moment later, and may answer until then.
            source.Clear();
            await Should.ThrowAsync<NpgsqlException>(() => Execute(source, "select 1"));
            await postgres.RestartAsync(Token);
            await postgres.CreateDatabaseAsync("readings", Token);

            (await Execute(source, "select value from reading")).ShouldBe(42);
        }

        ProcessesOf.Folder(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task RabbitMq_has_the_topology_and_keeps_confirmed_messages_when_it_is_killed()
    {
        using var folder = new TestFolder();
        await using (var rabbit = await LocalRabbitMq.StartAsync(folder.Path, cancellationToken: Token))
        {
            await PublishReadingAsync(rabbit, "workshop.workshop_001.pit.pit1.sensors");
            await PublishReadingAsync(rabbit, "bound.nowhere");

            await rabbit.KillAsync();
            await rabbit.RestartAsync(Token);

            (await CountAsync(rabbit, "telemetry.readings.0")).ShouldBe(1u);
            (await CountAsync(rabbit, "unrouted")).ShouldBe(1u);
            (await CountAsync(rabbit, "bridge.status")).ShouldBe(0u);
        }

        ProcessesOf.Folder(folder.Path).ShouldBeEmpty();
    }

    private static async Task<object?> Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }

    private static async Task PublishReadingAsync(LocalRabbitMq rabbit, string key)
    {
        await using var connection = await ConnectAsync(rabbit);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Token);
        await channel.BasicPublishAsync("amq.topic", key, mandatory: false, new BasicProperties { Persistent = true }, new byte[] { 1 }, Token);
    }

    private static async Task<uint> CountAsync(LocalRabbitMq rabbit, string queue)
    {
        await using var connection = await ConnectAsync(rabbit);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        return await channel.MessageCountAsync(queue, Token);
    }

    private static Task<IConnection> ConnectAsync(LocalRabbitMq rabbit) =>
        new ConnectionFactory { Uri = new Uri(rabbit.ConnectionString) }.CreateConnectionAsync(Token);
}
