<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/accounts">
    <names><xsl:apply-templates select="account"/></names>
  </xsl:template>
  <xsl:template match="account">
    <name><xsl:value-of select="@name"/></name>
  </xsl:template>
</xsl:stylesheet>
