using Microsoft.Extensions.Logging.Abstractions;
using Platform.Gateway.Door;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

public sealed class EndedSessionsFillTests
{
    [Fact]
    public async Task Answer_that_breaks_off_is_asked_for_again_and_the_gateway_lives_on()
    {
        var asked = 0;
        using var fill = new EndedSessionsFill(
            () =>
            {
                Interlocked.Increment(ref asked);
                throw new IOException("The response ended prematurely.");
            },
            new RevokedSessions(TimeProvider.System), TimeProvider.System, NullLogger<EndedSessionsFill>.Instance);

        await fill.StartAsync(CancellationToken.None);
        await Eventually.BecomesTrueAsync(() => Volatile.Read(ref asked) >= 2, "it asks again");

        fill.ExecuteTask!.IsFaulted.ShouldBeFalse();
        await fill.StopAsync(CancellationToken.None);
    }
}
