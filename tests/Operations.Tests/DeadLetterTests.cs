using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using MassTransit;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.Operations.Tests;

/// <summary>What a real consumer gives up.</summary>
public sealed class DeadLetterTests(OperationsFixture operations)
{
    [Fact]
    public async Task Message_that_failed_is_shown_without_secrets_and_comes_back_once_when_replayed()
    {
        var works = false;
        var done = new ConcurrentQueue<(Guid? Id, Thing Thing)>();
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(operations.Broker);
            rabbit.ReceiveEndpoint("things", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.SetQueueArgument("x-delivery-limit", 20);
                endpoint.Handler<Thing>(context =>
                {
                    if (!works) throw new InvalidOperationException("could not reach store, Password=hunter2; try later");
                    done.Enqueue((context.MessageId, context.Message));
                    return Task.CompletedTask;
                });
            });
        });
        await bus.StartAsync(TimeSpan.FromSeconds(20));
        var id = Guid.NewGuid();
        await bus.Publish(new Thing("ESP32-1", "LIC-ABC-123", "see https://app.example.com/invitations/iNv1t3-t0k3n", new Inner("s3cret")), context => context.MessageId = id);
        for (var i = 0; i < 2; i++) await bus.Publish(new Thing($"ESP32-{i + 2}", "LIC-ABC-456", "hello", new Inner("s3cret")));

        // Looked at more often than a quorum queue delivers before it drops.
        var queue = await Eventually.BecomesAsync(() => FindAsync("things_error"), q => q?.GetProperty("count").GetInt64() == 3, "all are given up");
        for (var i = 0; i < 25; i++)
        {
            queue = await FindAsync("things_error");
            queue!.Value.GetProperty("count").GetInt64().ShouldBe(3, $"look {i}");
        }

        var letter = queue!.Value.GetProperty("messages").EnumerateArray().Single(m => m.GetProperty("message_id").GetString() == id.ToString());
        letter.GetProperty("type").GetString().ShouldBe(nameof(Thing));
        letter.GetProperty("reason").GetString().ShouldBe("fault");
        letter.GetProperty("exception_type").GetString().ShouldBe("System.InvalidOperationException");
        letter.GetProperty("first_seen").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
        letter.GetProperty("payload").GetString()!.ShouldContain("ESP32-1");
        foreach (var secret in new[] { "LIC-", "hunter2", "s3cret", "iNv1t3-t0k3n" }) queue.Value.GetRawText().ShouldNotContain(secret);

        works = true;
        var (status, one) = await operations.SendAsync(HttpMethod.Post, "/api/ops/dead-letters/things_error/replay", new { count = 1 });
        (status, one.GetProperty("moved").GetInt32(), one.GetProperty("left").GetInt64()).ShouldBe((200, 1, 2));
        await operations.SendAsync(HttpMethod.Post, "/api/ops/dead-letters/things_error/replay", null);
        await Eventually.BecomesTrueAsync(() => done.Count >= 3, "all are worked on");
        done.Select(d => d.Thing.DeviceId).ShouldBe(["ESP32-1", "ESP32-2", "ESP32-3"], ignoreOrder: true);
        done.ShouldContain(d => d.Id == id && d.Thing.LicenseKey == "LIC-ABC-123");
        (await FindAsync("things_error"))!.Value.GetProperty("count").GetInt64().ShouldBe(0);
        await bus.StopAsync();
    }

    [Fact]
    public async Task Purge_asks_for_the_name_and_drops_only_that_queue()
    {
        foreach (var queue in new[] { "purged_error", "kept_error" }) await FillAsync(queue, 2);
        (await operations.SendAsync(HttpMethod.Delete, "/api/ops/dead-letters/purged_error", new { confirm = "kept_error" })).Status.ShouldBe(400);
        (await FindAsync("purged_error"))!.Value.GetProperty("count").GetInt64().ShouldBe(2);

        var (status, answer) = await operations.SendAsync(HttpMethod.Delete, "/api/ops/dead-letters/purged_error", new { confirm = "purged_error" });
        (status, answer.GetProperty("dropped").GetInt64()).ShouldBe((200, 2));
        (await FindAsync("purged_error"))!.Value.GetProperty("count").GetInt64().ShouldBe(0);
        (await FindAsync("kept_error"))!.Value.GetProperty("count").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("live-queue")]
    [InlineData("dead-letters")]
    [InlineData("_error")]
    [InlineData("nowhere_error")]
    public async Task Queue_that_is_no_error_queue_is_not_touched(string queue)
    {
        if (queue is "live-queue") await FillAsync(queue, 1);
        (await operations.SendAsync(HttpMethod.Post, $"/api/ops/dead-letters/{queue}/replay", new { })).Status.ShouldBe(404);
        (await operations.SendAsync(HttpMethod.Delete, $"/api/ops/dead-letters/{queue}", new { confirm = queue })).Status.ShouldBe(404);
        if (queue is "live-queue") (await operations.Channel.MessageCountAsync(queue)).ShouldBe(1u);
    }

    [Fact]
    public async Task Replay_without_the_source_queue_keeps_the_messages()
    {
        await FillAsync("orphan_error", 2);
        var (status, problem) = await operations.SendAsync(HttpMethod.Post, "/api/ops/dead-letters/orphan_error/replay", new { });
        (status, problem.GetProperty("type").GetString()).ShouldBe((409, "source_queue_missing"));
        (await FindAsync("orphan_error"))!.Value.GetProperty("count").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Count_of_a_replay_has_bounds() =>
        (await operations.SendAsync(HttpMethod.Post, "/api/ops/dead-letters/orphan_error/replay", new { count = 0 })).Status.ShouldBe(400);

    [Fact]
    public async Task Newest_twenty_are_shown_and_what_is_no_json_is_not()
    {
        await FillAsync("many_error", 25);
        await operations.Channel.BasicPublishAsync("", "many_error", mandatory: true, new BasicProperties { MessageId = "raw" }, new byte[] { 0xff, 0x00 });
        var queue = (await FindAsync("many_error"))!.Value;
        queue.GetProperty("looked_at").GetInt32().ShouldBe(26);
        queue.GetProperty("messages").GetArrayLength().ShouldBe(20);
        queue.GetProperty("messages")[0].GetProperty("payload").GetString().ShouldBe("2 bytes that are no JSON");
        queue.GetProperty("messages")[1].GetProperty("message_id").GetString().ShouldBe("24");
    }

    private async Task<JsonElement?> FindAsync(string queue)
    {
        var all = (await operations.GetAsync("/api/ops/dead-letters")).GetProperty("items").EnumerateArray().Where(q => q.GetProperty("queue").GetString() == queue).ToArray();
        return all.Length == 0 ? null : all[0];
    }

    private async Task FillAsync(string queue, int messages)
    {
        await operations.Channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        for (var i = 0; i < messages; i++)
            await operations.Channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { MessageId = $"{i}" }, Encoding.UTF8.GetBytes($$"""{"n":{{i}}}"""));
    }
}

/// <summary>Something to be worked on.</summary>
public sealed record Thing(string DeviceId, string LicenseKey, string Note, Inner Inner);

/// <summary>With something secret in it.</summary>
public sealed record Inner(string SecretHash);
