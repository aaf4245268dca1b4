using Dapper;
using MassTransit;
using Npgsql;
using Platform.Messaging;

namespace Platform.CrashHost;

/// <summary>A change was made.</summary>
public sealed record ChangeMade(int Number);

/// <summary>A use case as services write it: the change and its event in one transaction.</summary>
internal static class Changes
{
    public static void MapChanges(this IEndpointRouteBuilder routes) => routes.MapPost("/changes/{number:int}", MakeAsync).AllowAnonymous();

    private static async Task<IResult> MakeAsync(int number, NpgsqlDataSource database, CrashPlan crash, TimeProvider time, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync("insert into changes (number) values (@number) on conflict do nothing", new { number }, transaction) == 0) return TypedResults.NoContent();
        await Outbox.AddAsync(transaction, new ChangeMade(number), $"change:{number}", time.GetUtcNow());
        crash.Reach(CrashPoint.BeforeCommit);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}

/// <summary>A consumer as services write it: its effect is once per message.</summary>
internal sealed class EffectConsumer(Inbox inbox, CrashPlan crash) : IConsumer<ChangeMade>
{
    public async Task Consume(ConsumeContext<ChangeMade> context)
    {
        await inbox.OnceAsync(context, "effects", transaction =>
            transaction.Connection!.ExecuteAsync("insert into effects (number) values (@Number)", context.Message, transaction));
        crash.Reach(CrashPoint.BeforeAcknowledge);
    }
}

/// <summary>The moments just before a message goes to the broker and just after the broker has confirmed it.</summary>
internal sealed class CrashAroundPublish(CrashPlan crash) : IPublishObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        crash.Reach(CrashPoint.BeforePublish);
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        crash.Reach(CrashPoint.AfterConfirm);
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
