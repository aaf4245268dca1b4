using Dapper;
using MassTransit;

namespace Platform.Messaging.Tests;

/// <summary>The event of these tests.</summary>
public sealed record NoteWritten(int Number, string Text);

/// <summary>Who has been asked how often, across the threads of a bus.</summary>
internal sealed class Attempts
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Add() => Interlocked.Increment(ref count);
}

/// <summary>Keeps each note once; a note whose text is <c>fail</c> fails after it was written.</summary>
internal sealed class NoteKeeper(Inbox inbox, Attempts attempts) : IConsumer<NoteWritten>
{
    public async Task Consume(ConsumeContext<NoteWritten> context)
    {
        attempts.Add();
        await inbox.OnceAsync(context, "note-keeper", async transaction =>
        {
            await transaction.Connection!.ExecuteAsync("insert into notes (text) values (@Text)", context.Message, transaction);
            if (context.Message.Text == "fail") throw new InvalidOperationException("this note cannot be kept");
        });
    }
}
