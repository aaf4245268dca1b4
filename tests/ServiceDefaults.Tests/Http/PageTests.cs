using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Tests;

public sealed class PageTests
{
    [Theory]
    [InlineData(null, 50)]
    [InlineData(1, 1)]
    [InlineData(200, 200)]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(201, 200)]
    [InlineData(int.MaxValue, 200)]
    public void Limit_is_kept_within_bounds(int? asked, int used) => Page.Limit(asked).ShouldBe(used);

    [Fact]
    public void Page_has_a_cursor_only_when_there_is_more()
    {
        Page.Of([1, 2], 3, n => $"{n}").ShouldBeEquivalentTo(new Page<int>([1, 2], null));
        Page.Of([1, 2, 3], 3, n => $"{n}").ShouldBeEquivalentTo(new Page<int>([1, 2, 3], null));
        var page = Page.Of([1, 2, 3, 4], 3, n => $"{n}");
        page.Items.ShouldBe([1, 2, 3]);
        page.NextCursor.ShouldBe("3");
        Page.Of(Array.Empty<int>(), 3, n => $"{n}").Items.ShouldBeEmpty();
    }
}
