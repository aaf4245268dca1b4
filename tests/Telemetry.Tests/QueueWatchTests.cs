using Microsoft.Extensions.DependencyInjection;
using Platform.Telemetry.Queues;
using RabbitMQ.Client;

namespace Platform.Telemetry.Tests;

public sealed class QueueWatchTests(IsolatedTelemetry fixture) : IClassFixture<IsolatedTelemetry>
{
    [Theory]
    [InlineData(null, new uint[] { 0, 0 }, "")]
    [InlineData(null, new uint[] { 3 }, "0")]
    [InlineData(null, new uint[] { 3, 3, 2 }, "0")]
    [InlineData(null, new uint[] { 1, 2, 3 }, "0")]
    [InlineData(null, new uint[] { 1, 1, 2, 2, 3 }, "0 2 4")]
    [InlineData(10, new uint[] { 10, 9 }, "")]
    [InlineData(10, new uint[] { 11, 12, 11 }, "0")]
    [InlineData(10, new uint[] { 11, 10, 11 }, "0 2")]
    public void Warning_is_due_once_as_it_begins(int? max, uint[] depths, string due)
    {
        var alarm = new QueueAlarm((uint?)max);
        string.Join(' ', depths.Select((depth, at) => (Due: alarm.Takes(depth), at)).Where(t => t.Due).Select(t => t.at)).ShouldBe(due);
    }

    [Fact]
    public async Task Depths_are_seen_growth_warns_once_and_missing_queues_are_borne()
    {
        await using var connection = await new ConnectionFactory { Uri = fixture.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync(QueueWatch.Unrouted, durable: true, exclusive: false, autoDelete: false);
        var watch = ActivatorUtilities.CreateInstance<QueueWatch>(fixture.Services);
        var now = fixture.Time.GetUtcNow();

        (await watch.RunOnceAsync(now, default)).ShouldBeEmpty();
        watch.Depths.Keys.ShouldBe([QueueWatch.Unrouted, "telemetry.readings.0"], ignoreOrder: true);

        for (var i = 0; i < 3; i++) await channel.BasicPublishAsync("", QueueWatch.Unrouted, mandatory: true, new BasicProperties(), "x"u8.ToArray());
        (await watch.RunOnceAsync(now, default)).ShouldBe([QueueWatch.Unrouted]);
        watch.Depths[QueueWatch.Unrouted].ShouldBe(3u);
        (await watch.RunOnceAsync(now, default)).ShouldBeEmpty();

        await channel.QueueDeclareAsync(QueueWatch.DeadLetters, durable: true, exclusive: false, autoDelete: false);
        await channel.BasicPublishAsync("", QueueWatch.DeadLetters, mandatory: true, new BasicProperties(), "x"u8.ToArray());
        (await watch.RunOnceAsync(now.AddMinutes(6), default)).ShouldBe([QueueWatch.DeadLetters]);
    }
}
