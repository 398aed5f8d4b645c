using System.Globalization;
using Hearth.Html;
using NodaTime;

namespace Hearth.Tests.Html;

public class TimesTests
{
    [Theory]
    [InlineData("en", "Tuesday, November 24, 2026", "Nov 24, 2026")]
    [InlineData("es", "martes, 24 de noviembre de 2026", "24 nov 2026")]
    public void A_day_with_its_year_is_said_as_the_language_says_it(string language, string whole, string brief)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new(language);
            var day = new LocalDate(2026, 11, 24);
            Assert.Equal(whole, Times.DayAndYear(day));
            Assert.Equal(brief, Times.ShortAndYear(day));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
